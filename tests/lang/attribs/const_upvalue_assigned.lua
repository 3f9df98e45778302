-- Also from inside of a function.
local x <const> = {}
local function f()
  x = 2                                 -- expect syntax error: attempt to assign to const variable 'x'
end
