-- debug.getinfo n: how the function was called.
local function name()
  local i = debug.getinfo(2, "n")
  return tostring(i.name) .. "/" .. i.namewhat
end
local function loc() return (name()) end
function glob() return (name()) end
local t = {field = function () return (name()) end}
print((loc()))       -- expect: loc/local
print((glob()))      -- expect: glob/global
print((t.field()))   -- expect: field/field
print((t:field()))   -- expect: field/method
local up = loc
print((function () return (up()) end)())        -- expect: up/upvalue
print(setmetatable({}, {__index = function () return (name()) end}).x)  -- expect: index/metamethod
print(setmetatable({}, {__add = function () return (name()) end}) + 1)  -- expect: add/metamethod
for n in function (_, c) if not c then return (name()) end end do print(n) end -- expect: for iterator/for iterator
print(debug.getinfo(loc, "n").name, debug.getinfo(loc, "n").namewhat == "") -- expect: nil true
