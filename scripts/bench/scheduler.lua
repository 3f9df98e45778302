-- SPDX-License-Identifier: MIT
-- Rounds of a scheduler over 10,000 coroutines.
local create, resume, yield = coroutine.create, coroutine.resume, coroutine.yield
local tasks, total = {}, 0
for i = 1, 10000 do
  tasks[i] = create(function ()
    local n = i % 7
    while true do
      n = n + 1
      total = total + n % 3
      yield()
    end
  end)
end
for _ = 1, 120 do
  for i = 1, #tasks do resume(tasks[i]) end
end
print(total)
