-- socket: a TCP server and client as coroutines over select, UDP, URLs, base64, LTN12.
-- package: lua-socket
local socket = require("socket")
local server = assert(socket.bind("127.0.0.1", 0))
local _, port = server:getsockname()
local client = assert(socket.connect("127.0.0.1", port))
local peer = assert(server:accept())
peer:settimeout(0)
client:settimeout(0)
local received = {}
local function serve()
  while true do
    local line, err, partial = peer:receive("*l")
    if line == "end" then return peer:close() end
    if line then received[#received + 1] = line end
    if err == "timeout" then coroutine.yield() end
  end
end
local function talk()
  for i = 1, 200 do
    assert(client:send("line " .. i .. "\n"))
    if i % 10 == 0 then coroutine.yield() end
  end
  client:send("end\n")
end
local talker, listener = coroutine.create(talk), coroutine.create(serve)
repeat
  coroutine.resume(talker)
  assert(coroutine.resume(listener))
until coroutine.status(listener) == "dead"
assert(#received == 200 and received[200] == "line 200")
client:settimeout(1)
local a, b = assert(socket.udp()), assert(socket.udp())
a:setsockname("127.0.0.1", 0)
local _, udp_port = a:getsockname()
b:sendto("datagram", "127.0.0.1", udp_port)
a:settimeout(2)
assert(a:receivefrom() == "datagram")
assert(select(2, socket.connect("127.0.0.1", 1)) == "connection refused")
local url = require("socket.url").parse("http://user@host:80/path;p?q#f")
assert(url.host == "host" and url.port == "80" and url.query == "q")
local mime, ltn12 = require("mime"), require("ltn12")
assert(mime.b64("hello") == "aGVsbG8=" and mime.unb64("aGVsbG8=") == "hello")
local chunks = {}
ltn12.pump.all(
  ltn12.source.chain(ltn12.source.string(("data"):rep(1000)), mime.encode("base64")), (ltn12.sink.table(chunks)))
assert(mime.unb64(table.concat(chunks)) == ("data"):rep(1000))
local try = socket.protect(function () socket.try(nil, "thrown") end)
assert(select(2, try()) == "thrown")
