-- A yield goes to the resumer of its own coroutine only.
local log = {}
local inner = coroutine.wrap(function ()
  for i = 1, 2 do coroutine.yield("inner " .. i) end
  return "inner end"
end)
local outer = coroutine.wrap(function ()
  log[#log + 1] = inner()
  coroutine.yield("outer 1")
  log[#log + 1] = inner()
  coroutine.yield("outer 2")
  log[#log + 1] = inner()
  return "outer end"
end)
print(outer(), outer(), outer())        -- expect: outer 1 outer 2 outer end
print(table.concat(log, ", "))          -- expect: inner 1, inner 2, inner end
