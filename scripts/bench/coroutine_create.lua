-- SPDX-License-Identifier: MIT
-- Coroutines created, run once and finished.
local create, resume, status = coroutine.create, coroutine.resume, coroutine.status
local function body(x) coroutine.yield(x); return x + 1 end
local sum = 0
for i = 1, 500000 do
  local co = create(body)
  local _, a = resume(co, i)
  local _, b = resume(co)
  sum = sum + a + b
  if status(co) ~= "dead" then error("alive") end
end
print(sum)
