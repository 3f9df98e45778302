-- Tail calls to library functions, pcall and callable tables.
local function f(...) return select("#", ...) end
print(f(1, 2))                          -- expect: 2
print((function () return pcall(error, "e", 0) end)()) -- expect: false e
local callable = setmetatable({}, {__call = function (self, n)
  if n == 0 then return "called" end
  return self(n - 1)
end})
print(callable(100000))                 -- expect: called
print((function (...) return ("x"):rep(...) end)(3)) -- expect: xxx
