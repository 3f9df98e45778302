-- Coroutines inside of message handlers and of closing methods.
print(xpcall(error, function (m)
  local co = coroutine.wrap(function () coroutine.yield(m .. "1"); return m .. "2" end)
  return co() .. co()
end, "e"))                              -- expect: false e1e2
do
  local c <close> = setmetatable({}, {__close = function ()
    for v in coroutine.wrap(function () coroutine.yield("closing") end) do print(v) end
  end})
end
-- expect: closing
