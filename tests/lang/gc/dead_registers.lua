-- What an earlier call had as arguments, or an expression as operands, is not kept by unused registers.
-- slow
local function wait(make)
  local finished = false
  local u = setmetatable({}, {__gc = function () finished = true end})
  local rounds = 0
  repeat u = make(rounds) or 1; rounds = rounds + 1 until finished or rounds > 2000000
  return finished
end
print(wait(function () return {} end))                       -- expect: true
print(wait(function (i) return i .. "" end))                 -- expect: true
local finished = false
local u
do local a, b, c, d, e, f, g, h = 1, 2, 3, 4, 5, 6, 7, 8 end
u = {setmetatable({}, {__gc = function () finished = true end})}
local rounds = 0
repeat local i; u = function () return i end; rounds = rounds + 1 until finished or rounds > 2000000
print(finished)                                              -- expect: true
