-- An error closes variables with the error object as second argument.
local function closer(name)
  return setmetatable({}, {__close = function (_, e) print("close " .. name, e) end})
end
print(pcall(function ()
  local a <close> = closer "a"
  local b <close> = closer "b"
  error("oops", 0)
end))
-- expect: close b oops
-- expect: close a oops
-- expect: false oops
