-- A __call may be an object with __call again.
local function make(inner, name)
  return setmetatable({name = name}, {__call = inner})
end
local f = function (...)
  local names = {}
  for i, v in ipairs {...} do names[i] = type(v) == "table" and v.name or v end
  return table.concat(names, " ")
end
local a = make(f, "a")
local b = make(a, "b")
local c = make(b, "c")
print(a(1))                             -- expect: a 1
print(b(1))                             -- expect: a b 1
print(c(1, 2))                          -- expect: a b c 1 2
print(pcall(setmetatable({}, {__call = {}}))) -- expect: false attempt to call a table value
