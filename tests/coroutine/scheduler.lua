-- Round-robin tasks with messages.
local queue, log = {}, {}
local function spawn(f, ...) queue[#queue + 1] = {co = coroutine.create(f), args = table.pack(...)} end
local function run()
  while #queue > 0 do
    local task = table.remove(queue, 1)
    local ok, wish = coroutine.resume(task.co, table.unpack(task.args, 1, task.args.n))
    if not ok then log[#log + 1] = "error " .. wish
    elseif coroutine.status(task.co) ~= "dead" then task.args = table.pack(wish); queue[#queue + 1] = task end
  end
end
spawn(function (n) for i = 1, n do log[#log + 1] = "a" .. i; coroutine.yield(i) end end, 3)
spawn(function () log[#log + 1] = "b" .. coroutine.yield("msg"); spawn(function () log[#log + 1] = "c" end) end)
spawn(function () coroutine.yield(); error("failed", 0) end)
run()
print(table.concat(log, " "))           -- expect: a1 bmsg error failed a3 c
