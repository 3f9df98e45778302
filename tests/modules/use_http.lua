-- socket.http, socket.unix, socket.serial, mime, ltn12: an HTTP server whose clients are coroutines over select; sockets in
-- the file system.
-- package: lua-socket
local socket = require("socket")
local http = require("socket.http")
local ltn12 = require("ltn12")
local unix = require("socket.unix")

-- A scheduler: coroutines yield the socket they wait for and in which direction.
local waiting = {read = {}, write = {}}
local function spawn(f, ...)
  local co = coroutine.create(f)
  local function go(...)
    local ok, direction, sock = coroutine.resume(co, ...)
    assert(ok, direction)
    if direction then waiting[direction][sock] = go end
  end
  go(...)
end
local function keys(t)
  local list = {}
  for k in pairs(t) do list[#list + 1] = k end
  return list
end
local function run()
  while next(waiting.read) or next(waiting.write) do
    local readable, writable = socket.select(keys(waiting.read), keys(waiting.write), 10)
    for _, sock in ipairs(readable) do
      local go = waiting.read[sock]
      waiting.read[sock] = nil
      go()
    end
    for _, sock in ipairs(writable) do
      local go = waiting.write[sock]
      waiting.write[sock] = nil
      if go then go() end
    end
  end
end

-- A socket whose methods wait by yields, as socket.http wants one.
local function wrap(sock)
  sock:settimeout(0)
  local methods = {}
  function methods.settimeout() return 1 end
  function methods.connect(_, host, port)
    local ok, err = sock:connect(host, port)
    if err == "timeout" then
      coroutine.yield("write", sock)
      ok, err = sock:connect(host, port)
      if err == "already connected" then ok = 1 end
    end
    return ok, err
  end
  function methods.receive(_, pattern, prefix)
    local data, err, partial = sock:receive(pattern, prefix)
    while err == "timeout" do
      coroutine.yield("read", sock)
      data, err, partial = sock:receive(pattern, partial)
    end
    return data, err, partial
  end
  function methods.send(_, data, from, to)
    from = from or 1
    local last, err, sent = sock:send(data, from, to)
    while err == "timeout" do
      coroutine.yield("write", sock)
      last, err, sent = sock:send(data, sent + 1, to)
    end
    return last, err, sent
  end
  function methods.close() return sock:close() end
  return methods
end

local server = assert(socket.bind("127.0.0.1", 0, 64))
local _, port = server:getsockname()
local clients, answered = 12, 0
local function answer(connection)
  local sock = wrap(connection)
  local request = sock:receive("*l")
  local length = 0
  repeat
    local line = sock:receive("*l")
    length = tonumber(line:match("^[Cc]ontent%-[Ll]ength: *(%d+)")) or length
  until line == ""
  local body = length > 0 and sock:receive(length) or ""
  local method, path = request:match("^(%u+) (%S+)")
  local content = ("%s %s %s\n"):format(method, path, body):rep(500)
  sock:send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
  for from = 1, #content, 700 do
    local piece = content:sub(from, from + 699)
    sock:send(("%x\r\n%s\r\n"):format(#piece, piece))
  end
  sock:send("0\r\n\r\n")
  sock:close()
end
spawn(function ()
  server:settimeout(0)
  while answered < clients do
    local connection = server:accept()
    if connection then spawn(answer, connection) else coroutine.yield("read", server) end
    if answered == clients then break end
  end
end)
for i = 1, clients do
  spawn(function ()
    local chunks = {}
    local body = i % 2 == 0 and "body " .. i or nil
    local ok, status, headers = http.request({
      url = ("http://127.0.0.1:%d/path/%d?q=%d"):format(port, i, i * 7),
      method = body and "POST" or "GET",
      headers = {["content-length"] = body and #body},
      source = body and ltn12.source.string(body),
      sink = ltn12.sink.table(chunks),
      create = function () return wrap(socket.tcp()) end,
    })
    assert(ok == 1 and status == 200 and headers["content-type"] == "text/plain")
    local line = ("%s /path/%d?q=%d %s\n"):format(body and "POST" or "GET", i, i * 7, body or "")
    assert(table.concat(chunks) == line:rep(500))
    answered = answered + 1
    if answered == clients then -- wakes the server for the last time
      socket.connect("127.0.0.1", port):close()
    end
  end)
end
local finished = coroutine.wrap(function () run() return true end)()
assert(finished and answered == clients)
server:close()
assert(select(2, http.request("http://127.0.0.1:1/")) == "connection refused")

-- sockets in the file system
local name = os.tmpname()
os.remove(name)
local listener = assert(unix.stream())
assert(listener:bind(name))
assert(listener:listen())
local client = assert(unix.stream())
assert(client:connect(name))
local peer = assert(listener:accept())
assert(peer:send("over unix\n") and client:receive() == "over unix")
client:close()
assert(select(2, peer:receive()) == "closed")
os.remove(name)
local a, b = name .. "a", name .. "b"
local first, second = unix.dgram(), unix.dgram()
assert(first:bind(a) and second:bind(b))
assert(first:sendto("datagram", b))
local data, from = second:receivefrom()
assert(data == "datagram" and from == a)
os.remove(a)
os.remove(b)

local serial = require("socket.serial")
assert(not serial("/nowhere/at/all"))
local pair = assert(serial("/dev/null"))
assert(tostring(pair):find("serial"))
pair:close()

-- mime: pieces of any size come to the same
local mime = require("mime")
local text = ("some text with = signs, \195\188 and long lines "):rep(40)
for _, kind in ipairs{"base64", "quoted-printable"} do
  for size = 1, 90, 11 do
    local out = {}
    assert(ltn12.pump.all(
      ltn12.source.chain(ltn12.source.string(text), ltn12.filter.chain(mime.encode(kind), mime.wrap(kind), mime.decode(kind))),
      (ltn12.sink.table(out)), function (source, sink) return ltn12.pump.step(source, sink) end))
    assert(table.concat(out) == text)
    ltn12.BLOCKSIZE = size
  end
end
