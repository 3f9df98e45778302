-- A closing method may yield, at the end of a block, in break, return and error.
local function closer(name)
  return setmetatable({}, {__close = function (_, e) coroutine.yield(name .. " " .. tostring(e)) end})
end
local co = coroutine.wrap(function ()
  do local a <close> = closer "block" end
  for i = 1, 1 do local b <close> = closer "break"; break end
  print((function () local c <close> = closer "return"; return "value", 2 end)())
  print(pcall(function () local d <close> = closer "error1"; local e <close> = closer "error2"; error("x", 0) end))
  return "end"
end)
print(co())                             -- expect: block nil
print(co())                             -- expect: break nil
print(co())                             -- expect: return nil
print(co())
-- expect: value 2
-- expect: error2 x
print(co())                             -- expect: error1 x
print(co())
-- expect: false x
-- expect: end
