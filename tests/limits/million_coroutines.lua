-- slow
-- A million coroutines alive at once.
local cos = {}
local function body(i) local got = coroutine.yield(i) return i + got end
for i = 1, 1000000 do
  local co = coroutine.create(body)
  coroutine.resume(co, i)
  cos[i] = co
end
local sum = 0
for i = 1, #cos do
  local _, v = coroutine.resume(cos[i], 1)
  sum = sum + v
end
print(sum)                              -- expect: 500001500000
