local co = coroutine.wrap(function ()
  while true do pcall(function ()
    while true do end
  end) end
end)
-- The line of the loop may be that of its end.

co()
