-- A queue: what is inserted at one end comes out at the other.
local queue = {}
local out = 0
for i = 1, 300 do
  table.insert(queue, i)
  if i % 3 == 0 then
    out = out + 1
    assert(table.remove(queue, 1) == out)
  end
end
assert(#queue == 200 and queue[1] == 101 and queue[200] == 300)
