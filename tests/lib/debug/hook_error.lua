-- An error in a hook is an error of the hooked code.
local function f()
  debug.sethook(function () debug.sethook() error("from the hook", 0) end, "l")
  local x = 1
  return x
end
print(pcall(f)) -- expect: false from the hook
