-- Results are computed before closing and kept through it.
local log = {}
local function closer(name)
  return setmetatable({}, {__close = function () log[#log + 1] = name; return "ignored" end})
end
local function f(...)
  local x <close> = closer "x"
  local y <close> = closer "y"
  return #log, ..., "end"
end
print(f("a", "b"))                      -- expect: 0 a end
print(table.concat(log, " "))           -- expect: y x
local function g() local z <close> = closer "z"; return f(1, 2, 3) end
print(g())                              -- expect: 2 1 end
print(table.concat(log, " "))           -- expect: y x y x z
