-- debug.sethook: call, tail call and return events.
local log = {}
local function callee() end
local function tail() return callee() end
debug.sethook(function (event, line)
  local i = debug.getinfo(2, "nSf")
  if i.func == callee or i.func == tail then
    log[#log + 1] = event .. (i.func == callee and " callee" or " tail") .. tostring(line)
  end
end, "cr")
callee()
tail()
debug.sethook()
print(table.concat(log, "; "))
-- expect: call calleenil; return calleenil; call tailnil; tail call calleenil; return calleenil
