-- A local is seen from after its declaration to the end of its block.
local x = 1
do
  local x = x + 1
  print(x)                              -- expect: 2
  do local x = x * 10; print(x) end     -- expect: 20
  print(x)                              -- expect: 2
end
print(x)                                -- expect: 1
if true then local x = "if"; print(x) end -- expect: if
while true do local x = "while"; print(x); break end -- expect: while
print(x)                                -- expect: 1
