-- A stack overflow that is caught deep in a recursion leaves the next one what it is, its message handler included.
local function endless() return 1 + endless() end
local function deep(n, f)
  if n == 0 then return f() end
  return (deep(n - 1, f))
end
local function overflow()
  local ok, message = pcall(endless)
  return (message:match("stack overflow"))
end
print(deep(190000, overflow))           -- expect: stack overflow
print(overflow())                       -- expect: stack overflow
print(deep(190000, function () return overflow() and overflow() end)) -- expect: stack overflow
print(xpcall(endless, function (m) return m:match("stack overflow") end)) -- expect: false stack overflow
