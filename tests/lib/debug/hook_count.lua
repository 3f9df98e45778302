-- debug.sethook: count events.
local n = 0
debug.sethook(function (event, line)
  assert(event == "count" and line == nil)
  n = n + 1
end, "", 100)
for i = 1, 10000 do end
debug.sethook()
assert(n >= 50 and n <= 1000, n)
