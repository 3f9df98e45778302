-- only: neap
-- A count hook that yields does so between library functions that call Lua functions, never in the middle of one.
local function object(t)
  return setmetatable({}, {__index = t, __newindex = function (_, k, v) t[k] = v end, __len = function () return #t end})
end
local function work()
  local list = {5, 3, 9, 1, 7, 2, 8}
  local o = object(list)
  table.insert(o, 1, 4)
  table.remove(o, 3)
  table.move(o, 2, 5, 1)
  table.sort(o, function (a, b) return a < b end)
  local s = ("a b c d"):gsub("%a", function (c) return c:upper() end)
  return table.concat(o, " ") .. " " .. s .. " " .. select("#", table.unpack(o))
end
local expected = work()
print(expected)                         -- expect: 1 2 5 7 7 8 9 A B C D 7
for count = 1, 40 do
  local yields = 0
  local co = coroutine.create(work)
  debug.sethook(co, function () coroutine.yield() end, "", count)
  local ok, result
  repeat
    ok, result = coroutine.resume(co)
    yields = yields + 1
  until coroutine.status(co) == "dead"
  assert(ok and result == expected and yields > 3, result)
end
