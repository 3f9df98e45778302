-- In hooks, getinfo r tells which values are passed or returned.
local function f(a, b)
  return a, b, "third"
end
local log = {}
debug.sethook(function (event)
  local i = debug.getinfo(2, "rf")
  if i.func == f then
    local values = {}
    for n = i.ftransfer, i.ftransfer + i.ntransfer - 1 do
      values[#values + 1] = tostring(select(2, debug.getlocal(2, n)))
    end
    log[#log + 1] = event .. ": " .. table.concat(values, " ")
  end
end, "cr")
f("x", "y")
debug.sethook()
print(table.concat(log, "; ")) -- expect: call: x y; return: x y third
local i = debug.getinfo(1, "r")
print(i.ftransfer, i.ntransfer) -- expect: 0 0
