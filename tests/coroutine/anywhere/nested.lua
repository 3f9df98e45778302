-- only: neap
-- slow
-- Places within places: each within three others of the list, tried like any place.
local place = dofile("data/place.lua")
local places, within = dofile("data/all_places.lua")

-- Neighbours are much alike, so strides reach places of other kinds.
for i, outer in ipairs(places) do
  for _, stride in ipairs {1, 97, 289} do
    local both = within(outer, places[(i + stride) % #places + 1])
    place(both.name, both.expected, both.body, both.failed)
  end
end

place.finish()                          -- expect: every place passed
