-- luv: timers, processes, TCP, files, threads and work in a pool, errors in callbacks.
-- package: lua-luv
local uv = require("luv")
local log = {}
local timer = uv.new_timer()
local ticks = 0
timer:start(1, 1, function ()
  ticks = ticks + 1
  if ticks == 5 then timer:close() end
end)
local server = uv.new_tcp()
server:bind("127.0.0.1", 0)
server:listen(8, function ()
  local peer = uv.new_tcp()
  server:accept(peer)
  peer:read_start(function (err, data)
    assert(not err)
    if data then peer:write(data:upper()) else peer:close() server:close() end
  end)
end)
local client = uv.new_tcp()
client:connect("127.0.0.1", server:getsockname().port, function (err)
  assert(not err)
  client:read_start(function (_, data)
    log[#log + 1] = data
    client:close()
  end)
  client:write("hello")
end)
local out = uv.new_pipe()
local exit_code
uv.spawn("sh", {args = {"-c", "echo from the child; exit 4"}, stdio = {nil, out}}, function (code) exit_code = code end)
local child = ""
out:read_start(function (_, data)
  if data then child = child .. data else out:close() end
end)
local worked
local work = uv.new_work(function (n)
  local sum = 0
  for i = 1, n do sum = sum + i end
  return sum, package.path ~= nil
end, function (sum, has_path) worked = sum == 500500 and has_path end)
work:queue(1000)
local thread = uv.new_thread(function (a, b) assert(a + b == 3) end, 1, 2)
thread:join()
local name = os.tmpname()
local co = coroutine.wrap(function ()
  local this = coroutine.running()
  uv.fs_open(name, "w", 420, function (_, fd) coroutine.resume(this, fd) end)
  local fd = coroutine.yield()
  uv.fs_write(fd, "written by uv", -1, function () coroutine.resume(this) end)
  coroutine.yield()
  assert(uv.fs_close(fd))
  log.file = true
end)
co()
uv.run()
assert(ticks == 5 and log[1] == "HELLO" and child == "from the child\n" and exit_code == 4 and worked and log.file)
assert(io.lines(name)() == "written by uv")
os.remove(name)
local _, message, code = uv.fs_stat("/nowhere/at/all")
assert(code == "ENOENT" and message:find("no such file"))
assert(not pcall(uv.fs_stat))
