-- A return inside the scope of a closed variable is no tail call.
local log = {}
local function f() log[#log + 1] = "f"; return debug.getinfo(2, "l") ~= nil end
local function g()
  local x <close> = setmetatable({}, {__close = function () log[#log + 1] = "close" end})
  return f()
end
print(g(), table.concat(log, " "))      -- expect: true f close
