-- debug.getlocal gives no table whose constructor is under way: its entries are not to be moved before it is finished.
-- only: neap
local seen
local function look(level)
  for i = 1, 250 do
    local name, value = debug.getlocal(level or 2, i)
    if not name then break end
    if name == "(temporary)" and type(value) == "table" then
      seen = true
      for key in pairs(value) do value[key] = nil end
      for j = 1, 400 do value[j + 0.5] = j value[j + 0.5] = nil end
    end
  end
  return "looked"
end
local t = {a = 1, b = 2, c = 3, d = 4, e = look(), f = 6, g = 7, h = 8}
print(seen, t.a, t.e, t.h) -- expect: nil 1 looked 8
local u = {a = 1, x = {b = look(), c = 2}, d = look(), e = 5}
print(seen, u.a, u.x.b, u.x.c, u.d, u.e) -- expect: nil 1 looked 2 looked 5

-- Also from a metamethod, where the place in the code is that of a key.
local lazy = setmetatable({}, {__index = function () local r = look(3) return r end})
local function make(a) return {a = 1, b = 2, c = lazy.field, d = 4} end
print(seen, make().c, make().d) -- expect: nil looked 4

-- Finished ones are seen.
local function count_tables()
  local n = 0
  for i = 1, 250 do
    local name, value = debug.getlocal(2, i)
    if not name then break end
    n = n + (name == "(temporary)" and type(value) == "table" and 1 or 0)
  end
  return n
end
print(select("#", {a = 1}, {b = 2}, count_tables())) -- expect: 3
print((select(3, {a = 1}, {b = 2}, count_tables()))) -- expect: 2
