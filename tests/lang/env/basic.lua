-- _ENV is the table of globals and may be replaced.
local print, tostring = print, tostring
do
  local _ENV = {x = 5}
  y = x + 1
  print(x, y, _ENV.y)                   -- expect: 5 6 6
end
print(y == nil, _ENV == _G)             -- expect: true true
local function with(_ENV) return a + b end
print(with {a = 1, b = 2})              -- expect: 3
