-- A running or normal coroutine cannot be closed; the message has a position.
local function strip(_, m) return (m:gsub("^.-close_running", "close_running")) end
local co
co = coroutine.create(function()
  print(strip(pcall(function() coroutine.close(co) end)))
  local inner = coroutine.wrap(function() coroutine.close(co) end)
  print(strip(pcall(function() inner() end)))
end)
print(coroutine.resume(co))
print(pcall(coroutine.close, coroutine.running()))
-- expect: close_running.lua:5: cannot close a running coroutine
-- expect: close_running.lua:7: close_running.lua:6: cannot close a normal coroutine
-- expect: true
-- expect: false cannot close a running coroutine
