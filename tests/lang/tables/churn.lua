-- Keys inserted and removed again and again do not get lost.
local t, count = {}, 0
for i = 1, 20000 do
  t["a" .. i] = i
  if i > 50 then
    assert(t["a" .. i - 50] == i - 50)
    t["a" .. i - 50] = nil
  end
end
for _ in pairs(t) do count = count + 1 end
print(count)                            -- expect: 50
