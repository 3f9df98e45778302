-- Metamethods called by the table functions may yield.
-- only: neap
local log = {}
local function slow(t)
  return setmetatable({}, {
    __index = function(_, k) coroutine.yield("get") return t[k] end,
    __newindex = function(_, k, v) coroutine.yield("set") t[k] = v end,
    __len = function() coroutine.yield("len") return #t end,
  })
end
local function run(f, ...)
  local counts = {get = 0, set = 0, len = 0}
  local co = coroutine.create(f)
  local ok, what = coroutine.resume(co, ...)
  while coroutine.status(co) ~= "dead" do
    counts[what] = counts[what] + 1
    ok, what = coroutine.resume(co)
  end
  assert(ok, what)
  return what, counts.len, counts.get, counts.set
end
local real = {5, 4, 3, 2, 1}
print(run(table.insert, slow(real), 2, "x"))
print(table.concat(real, " "))
print(run(table.remove, slow(real), 2))
print(run(table.concat, slow(real), ","))
print(run(table.sort, slow(real)))
print(table.concat(real, " "))
print((run(table.unpack, slow(real))))
run(table.move, slow(real), 1, 2, 4)
print(table.concat(real, " "))
-- expect: nil 1 4 5
-- expect: 5 x 4 3 2 1
-- expect: x 1 5 5
-- expect: 5,4,3,2,1 1 5 0
-- expect: nil 1 5 5
-- expect: 1 2 3 4 5
-- expect: 1
-- expect: 1 2 3 1 2
