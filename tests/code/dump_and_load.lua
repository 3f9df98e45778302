-- A dumped function does the same when it is loaded again: constants, jumps, constructors, loops, closures.
local function all(n, ...)
  local list = {}
  local shape = {name = "n", size = n, on = true, off = false, nothing = nil, 1, 2.5, ...}
  for i = 1, n do list[#list + 1] = i * 2 end
  for x = 1.0, 2, 0.5 do list[#list + 1] = x end
  for i = n, 1, -1 do if i % 2 == 0 then goto continue end list[#list + 1] = -i ::continue:: end
  local keys = {}
  for key in pairs(shape) do keys[#keys + 1] = tostring(key) end
  table.sort(keys)
  local count = 0
  local function add(by) count = count + by return function() return count end end
  while count < 10 do add(3) end
  repeat local last = add(1)() until last >= 14
  local text = "long " .. ("x"):rep(3) .. " a string constant of more than forty bytes, so not a key "
  local t = {}
  t.field, t[1], t[n] = 1e100, math.mininteger, "\0\1\xff"
  t.field = t.field // 1e99 + (7 // 2) * 3 % 5 - 2 ^ 3 / 4
  t.bits = (n << 3 | 5) & ~1 ~ 9 >> 1
  return table.concat(list, " "), table.concat(keys, " "), count, text, t.field, t[1], t.bits,
    n < 5 and "small" or "big", not n, #text, select("#", ...), shape[3], -n, "" == text
end

local again = load(string.dump(all), "again", "b", _ENV)
local stripped = load(string.dump(all, true), "stripped", "b", _ENV)
for n = 2, 7 do
  local first = table.pack(all(n, "x", nil, n))
  local second = table.pack(again(n, "x", nil, n))
  local third = table.pack(stripped(n, "x", nil, n))
  assert(first.n == second.n and first.n == third.n)
  for i = 1, first.n do
    assert(first[i] == second[i] and math.type(first[i]) == math.type(second[i]), i)
    assert(first[i] == third[i] and math.type(first[i]) == math.type(third[i]), i)
  end
end
assert(string.dump(again) == string.dump(all))
assert(string.dump(stripped, true) == string.dump(all, true))
assert(#string.dump(all, true) < #string.dump(all))
