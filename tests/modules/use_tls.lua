-- ssl and openssl together: a certificate made here, a TLS server and clients as coroutines over select, certificates
-- looked at and refused.
-- package: lua-sec
-- package: lua-luaossl
-- package: lua-socket
local pkey, x509, x509name = require("openssl.pkey"), require("openssl.x509"), require("openssl.x509.name")
local altname, bignum = require("openssl.x509.altname"), require("openssl.bignum")
local socket, ssl = require("socket"), require("ssl")

local function make_certificate(name)
  local key = pkey.new {type = "EC", curve = "prime256v1"}
  local subject = x509name.new()
  subject:add("C", "NL")
  subject:add("CN", name)
  local certificate = x509.new()
  certificate:setVersion(3)
  certificate:setSerial(bignum.new(os.time()))
  certificate:setSubject(subject)
  certificate:setIssuer(subject)
  local names = altname.new()
  names:add("DNS", name)
  certificate:setSubjectAlt(names)
  certificate:setLifetime(os.time() - 3600, os.time() + 3600)
  certificate:setBasicConstraints {CA = true, pathLen = 0}
  certificate:setPublicKey(key)
  certificate:sign(key)
  assert(certificate:isIssuedBy(certificate))
  local file_name = os.tmpname()
  local file <close> = assert(io.open(file_name, "w"))
  file:write(certificate:toPEM(), key:toPEM("private"))
  return file_name, certificate
end

local file_name, certificate = make_certificate("server.test")
local other_file = make_certificate("other.test")
assert(tostring(certificate:getSubject()):find("CN=server.test"))
for name, value in pairs(certificate:getSubjectAlt()) do assert(name == "DNS" and value == "server.test") end
local again = x509.new((certificate:tostring("PEM")))
assert(again:getSerial() == certificate:getSerial())
assert(again:getPublicKey():toPEM("public") == certificate:getPublicKey():toPEM("public"))

-- a scheduler over select
local waiting = {read = {}, write = {}}
local function spawn(f)
  local co = coroutine.create(f)
  local function go()
    local ok, direction, sock = coroutine.resume(co)
    assert(ok, direction)
    if direction then waiting[direction][sock] = go end
  end
  go()
end
local function retry(sock, f, ...)
  while true do
    local results = table.pack(f(sock, ...))
    local why = results[2]
    if results[1] or (why ~= "wantread" and why ~= "wantwrite" and why ~= "timeout") then
      return table.unpack(results, 1, results.n)
    end
    coroutine.yield(why == "wantwrite" and "write" or "read", sock)
  end
end
local function run()
  local function list(t)
    local l = {}
    for k in pairs(t) do l[#l + 1] = k end
    return l
  end
  while next(waiting.read) or next(waiting.write) do
    local readable, writable = socket.select(list(waiting.read), list(waiting.write), 10)
    assert(#readable + #writable > 0)
    for set, ready in pairs {read = readable, write = writable} do
      for _, sock in ipairs(ready) do
        local go = waiting[set][sock]
        waiting[set][sock] = nil
        if go then go() end
      end
    end
  end
end

local server = assert(socket.bind("127.0.0.1", 0, 32))
server:settimeout(0)
local _, port = server:getsockname()
local accepting = assert(ssl.newcontext {mode = "server", protocol = "any", certificate = file_name, key = file_name})
local trusting = {mode = "client", protocol = "tlsv1_2", cafile = file_name, verify = {"peer"}}
local mistrusting = {mode = "client", protocol = "tlsv1_2", cafile = other_file, verify = {"peer"}}
local clients, refused, served = 8, 0, 0
spawn(function ()
  for _ = 1, clients + 1 do
    local connection
    repeat
      connection = server:accept()
      if not connection then coroutine.yield("read", server) end
    until connection
    spawn(function ()
      connection:settimeout(0)
      local secure = assert(ssl.wrap(connection, accepting))
      secure:settimeout(0)
      if retry(secure, secure.dohandshake) then
        for i = 1, 10 do
          local line = assert(retry(secure, secure.receive, "*l"))
          retry(secure, secure.send, ("%d %s\n"):format(i, line:upper()))
        end
        served = served + 1
      end
      secure:close()
    end)
  end
end)
for n = 1, clients do
  spawn(function ()
    local connection = assert(socket.connect("127.0.0.1", port))
    connection:settimeout(0)
    local secure = assert(ssl.wrap(connection, trusting))
    secure:settimeout(0)
    secure:sni("server.test")
    assert(retry(secure, secure.dohandshake))
    assert(secure:getpeerverification())
    local theirs = secure:getpeercertificate()
    assert(theirs:validat(os.time()) and not theirs:validat(os.time() + 100000))
    assert(theirs:pem() == (certificate:toPEM():gsub("%s+$", "\n")))
    assert(secure:info().protocol == "TLSv1.2" and secure:info("bits") >= 128)
    for i = 1, 10 do
      retry(secure, secure.send, ("line %d of %d\n"):format(i, n))
      assert(retry(secure, secure.receive, "*l") == ("%d LINE %d OF %d"):format(i, i, n))
    end
    secure:close()
  end)
end
spawn(function ()
  local connection = assert(socket.connect("127.0.0.1", port))
  connection:settimeout(0)
  local secure = assert(ssl.wrap(connection, mistrusting))
  secure:settimeout(0)
  local ok, why = retry(secure, secure.dohandshake)
  assert(not ok and why:find("verify failed"), why)
  refused = refused + 1
  secure:close()
end)
run()
assert(served == clients and refused == 1)
os.remove(file_name)
os.remove(other_file)
