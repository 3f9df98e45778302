-- A yield may cross pcall and xpcall; they still protect afterwards.
local co = coroutine.wrap(function ()
  print(pcall(function () return coroutine.yield("in pcall"), "and on" end))
  print(pcall(function () error(coroutine.yield("before error"), 0) end))
  print(xpcall(function () error(coroutine.yield("in xpcall"), 0) end, function (m) return "<" .. m .. ">" end))
  print(select("#", pcall(function () return coroutine.yield("multiple") end)))
  return "done"
end)
print(co())                             -- expect: in pcall
print(co("resumed"))
-- expect: true resumed and on
-- expect: before error
print(co("oops"))
-- expect: false oops
-- expect: in xpcall
print(co("bad"))
-- expect: false <bad>
-- expect: multiple
print(co(1, 2, 3))
-- expect: 4
-- expect: done
