-- An error in a closing method replaces the error for the following ones.
local function closer(name, fails)
  return setmetatable({}, {__close = function (_, e)
    print(name, e)
    if fails then error("error of " .. name, 0) end
  end})
end
print(pcall(function ()
  local a <close> = closer("a", true)
  local b <close> = closer("b", false)
  local c <close> = closer("c", true)
  return "result"
end))
-- expect: c nil
-- expect: b error of c
-- expect: a error of c
-- expect: false error of a
