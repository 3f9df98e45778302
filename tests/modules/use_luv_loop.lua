-- luv: coroutines as tasks over its callbacks: an echo server with many clients, pipes, the file system, threads that send
-- to the loop, several loops of work, errors in callbacks, handles collected and closed.
-- package: lua-luv
local uv = require("luv")
local tasks, finished = 0, 0
local function spawn(f)
  tasks = tasks + 1
  coroutine.wrap(function ()
    f()
    finished = finished + 1
  end)()
end
-- Calls f(..., callback) and waits for the callback.
local function await(f, ...)
  local this = coroutine.running()
  local arguments = table.pack(...)
  arguments[arguments.n + 1] = function (...) assert(coroutine.resume(this, ...)) end
  assert(f(table.unpack(arguments, 1, arguments.n + 1)))
  return coroutine.yield()
end

-- echo: each connection and each client is a task
local server = uv.new_tcp()
assert(server:bind("127.0.0.1", 0))
local address = server:getsockname()
local connections = 0
local function lines_of(stream)
  local pending, this, waiting = "", coroutine.running(), false
  local over = false
  stream:read_start(function (err, data)
    assert(not err, err)
    if data then pending = pending .. data else over = true end
    if waiting then waiting = false assert(coroutine.resume(this)) end
  end)
  return function ()
    while true do
      local line, rest = pending:match("^([^\n]*)\n(.*)$")
      if line then pending = rest return line end
      if over then return nil end
      waiting = true
      coroutine.yield()
    end
  end
end
server:listen(64, function (err)
  assert(not err)
  local peer = uv.new_tcp()
  assert(server:accept(peer))
  spawn(function ()
    for line in lines_of(peer) do
      await(peer.write, peer, {"echo ", line, "\n"})
    end
    await(peer.shutdown, peer)
    peer:close()
    connections = connections + 1
    if connections == 25 then server:close() end
  end)
end)
for i = 1, 25 do
  spawn(function ()
    local client = uv.new_tcp()
    assert(await(client.connect, client, address.ip, address.port) == nil)
    local next_line = lines_of(client)
    for n = 1, 20 do
      await(client.write, client, ("client %d line %d\n"):format(i, n))
      assert(next_line() == ("echo client %d line %d"):format(i, n))
    end
    await(client.shutdown, client)
    assert(next_line() == nil)
    client:close()
  end)
end

-- files and folders
local folder = assert(uv.fs_mkdtemp((os.tmpname():gsub("[^/]*$", "test_luv_XXXXXX"))))
spawn(function ()
  for i = 1, 10 do
    local err, fd = await(uv.fs_open, folder .. "/file" .. i, "w", 420)
    assert(not err)
    local _, written = await(uv.fs_write, fd, ("x"):rep(i * 100), 0)
    assert(written == i * 100)
    await(uv.fs_fsync, fd)
    local _, stat = await(uv.fs_fstat, fd)
    assert(stat.size == i * 100 and stat.type == "file")
    await(uv.fs_close, fd)
  end
  local _, entries = await(uv.fs_scandir, folder)
  local names = {}
  for name, kind in function () return uv.fs_scandir_next(entries) end do
    assert(kind == "file")
    names[#names + 1] = name
  end
  assert(#names == 10)
  for _, name in ipairs(names) do
    assert(not (await(uv.fs_unlink, folder .. "/" .. name)))
  end
  assert((await(uv.fs_unlink, folder .. "/none")):find("ENOENT"))
  await(uv.fs_rmdir, folder)
end)

-- a thread that sends to the loop
local heard = {}
local async
async = uv.new_async(function (a, b, c)
  heard[#heard + 1] = table.concat({tostring(a), tostring(b), tostring(c)}, " ")
  if b == "last" then async:close() end
end)
local thread = uv.new_thread(function (async, n)
  local luv = require("luv")
  for i = 1, n do
    luv.sleep(1)
    async:send(i, "message", true)
  end
  luv.sleep(20)
  async:send(n + 1, "last", nil)
end, async, 5)

-- timers in order, one that is restarted, prepare, check and idle
local order = {}
for _, delay in ipairs{30, 10, 20} do
  spawn(function ()
    local timer = uv.new_timer()
    await(timer.start, timer, delay, 0)
    order[#order + 1] = delay
    timer:close()
  end)
end
local turns, idle = 0, uv.new_idle()
idle:start(function ()
  turns = turns + 1
  if turns == 50 then idle:close() end
end)

-- work in the pool, results by tasks
local sums = 0
for i = 1, 8 do
  local work = uv.new_work(function (n)
    local t = {}
    for k = 1, n do t[k] = tostring(k) end
    return #table.concat(t)
  end, function (length) sums = sums + length end)
  work:queue(i * 100)
end

-- an error in a callback that is caught there
local caught
local bad = uv.new_timer()
bad:start(5, 0, function ()
  bad:close()
  caught = select(2, pcall(function () error("on purpose", 0) end))
end)
uv.run()
thread:join()
uv.run()
assert(finished == tasks and tasks == 54, finished .. " of " .. tasks)
assert(order[1] == 10 and order[2] == 20 and order[3] == 30)
assert(#heard >= 1 and heard[#heard] == "6.0 last nil" and turns == 50 and caught == "on purpose")
assert(sums == 192 + 492 + 792 + 1092 + 1392 + 1692 + 1992 + 2292, sums)
for _ = 1, 100 do uv.new_timer() end -- closed when they are collected or the state is
collectgarbage()
