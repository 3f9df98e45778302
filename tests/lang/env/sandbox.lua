-- Setting _ENV to nil within a function cuts it off from globals.
local show = print
local function isolated()
  local _ENV <const> = {}
  x = 1
  return x, pcall
end
show(isolated())                        -- expect: 1 nil
_ENV = {}
x = 10
show(x, _G)                             -- expect: 10 nil
