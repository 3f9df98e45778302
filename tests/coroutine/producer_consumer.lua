-- Producer, filter and consumer.
local function producer() return coroutine.create(function () for i = 1, 4 do coroutine.yield("line" .. i) end end) end
local function filter(source)
  return coroutine.create(function ()
    local n = 0
    while true do
      local _, line = coroutine.resume(source)
      if not line then return end
      n = n + 1
      coroutine.yield(n .. ":" .. line)
    end
  end)
end
local chain, out = filter(producer()), {}
while true do
  local _, v = coroutine.resume(chain)
  if not v then break end
  out[#out + 1] = v
end
print(table.concat(out, " "))           -- expect: 1:line1 2:line2 3:line3 4:line4
