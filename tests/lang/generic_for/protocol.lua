-- The iterator gets state and control; nil ends the loop.
local function iterate(state, control)
  io.write("(", tostring(state), ",", tostring(control), ")")
  control = (control or 0) + 1
  if control <= state then return control, control * control end
end
for i, sq in iterate, 3 do io.write(i, "^2=", sq, " ") end
print()                                 -- expect: (3,nil)1^2=1 (3,1)2^2=4 (3,2)3^2=9 (3,3)
for i in iterate, 1, 0 do end
print()                                 -- expect: (1,0)(1,1)
