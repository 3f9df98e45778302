-- Values go both ways through resume and yield, in any number.
local co = coroutine.create(function(...)
  local n = select("#", ...)
  n = n + select("#", coroutine.yield(n, nil))
  return n, nil, nil
end)
print(coroutine.resume(co, 1, nil, 3)) -- expect: true 3 nil
print(coroutine.resume(co)) -- expect: true 3 nil nil
print(coroutine.resume(co)) -- expect: false cannot resume dead coroutine
local echo = coroutine.wrap(function(...) while true do coroutine.yield(...) end end)
print(echo(1, 2), echo()) -- expect: 1 1 2
local many = coroutine.wrap(function(...) return select("#", coroutine.yield(...)) end)
local t = {}
for i = 1, 5000 do t[i] = i end
print(select("#", many(table.unpack(t))), many(table.unpack(t))) -- expect: 5000 5000
