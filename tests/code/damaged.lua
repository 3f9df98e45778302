-- Damaged precompiled chunks are refused, or run without harm to the state: bytes changed at random (the same in every run).
-- only: neap
-- slow
local seed = 20240607
local function random(n)
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return (seed >> 8) % n + 1
end

local sources = {
  [[
    local a, b, c = ...
    local t = {x = 1, y = a, z = {1, 2, 3, n = b}, 10, 20, [a] = 5, "s"}
    local u = {p = a, q = b and c or 3, 1, 2, ...}
    for i = 1, 3 do t[i] = i * 2 + (b or 0) end
    for i = 1.5, 3, 0.5 do t[i] = i end
    for k, v in next, u do if v == 2 then break end t[k] = v end
    local function f(x, ...)
      local y = x
      return function () y = y + 1 return y, x, t end, ...
    end
    do local closed <close> = nil local z = closed end
    local s = "a" .. 1 .. a
    while a and a < 10 do a = a + 1 if a > 5 then goto out end end
    ::out::
    local g = f(1, 2, 3)
    g() t.x = g() u.p = nil
    if not (a == b) and c ~= nil or a <= 3 then s = s .. #s end
    return f(a // 2, ~3, 1 << 2, -a, not a), (f(2)), f(...)
  ]],
  "local t = {a = 1, b = 2} for i = 1, 10 do t.a = i end return t.a, function () return t end",
  "return ...",
}
local chunks = {}
for _, source in ipairs(sources) do
  chunks[#chunks + 1] = string.dump(load(source))
  chunks[#chunks + 1] = string.dump(load(source), true)
end

local header_bytes = 36
local function damage(chunk)
  for _ = 1, random(4) do
    local at = header_bytes + random(#chunk - header_bytes)
    local kind, byte = random(3), chunk:byte(at)
    if kind == 1 then
      byte = random(256) - 1
    elseif kind == 2 then
      byte = byte ~ 1 << random(8) - 1
    else
      byte = byte + random(5) - 3 & 255
    end
    chunk = chunk:sub(1, at - 1) .. string.char(byte) .. chunk:sub(at + 1)
  end
  return chunk
end

local refused, accepted = 0, 0
for i = 1, 3000 do
  local f, message = load(damage(chunks[random(#chunks)]), "=damaged", "b", {next = next})
  if f == nil then
    assert(message:find("^damaged: bad binary format %("), message)
    refused = refused + 1
  else
    accepted = accepted + 1
    local thread = coroutine.create(f)
    debug.sethook(thread, function () error("too long") end, "", 2000)
    coroutine.resume(thread, random(5), random(5), "x")
    coroutine.close(thread)
  end
  if i % 100 == 0 then collectgarbage() end
end
assert(refused > 0 and accepted > 0)
