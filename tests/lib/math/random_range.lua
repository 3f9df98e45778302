-- Numbers stay in their interval and reach both of its ends.
local seen = {}
for _ = 1, 2000 do
  local x = math.random()
  assert(x >= 0 and x < 1 and math.type(x) == "float")
  local n = math.random(3)
  assert(n >= 1 and n <= 3 and math.type(n) == "integer")
  seen[n] = true
  local m = math.random(-1, 1)
  assert(m >= -1 and m <= 1)
  seen[m + 10] = true
  assert(math.random(7, 7) == 7)
  assert(math.random(math.maxinteger) >= 1)
end
for _, n in ipairs({1, 2, 3, 9, 10, 11}) do assert(seen[n]) end
