-- A queue with moving integer keys.
local q, first, last = {}, 1, 0
for i = 1, 20000 do
  last = last + 1
  q[last] = i
  if i % 3 ~= 0 then
    assert(q[first] ~= nil)
    q[first] = nil
    first = first + 1
  end
end
local n = 0
for _ in pairs(q) do n = n + 1 end
print(first, last, n)                   -- expect: 13335 20000 6666
