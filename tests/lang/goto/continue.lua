-- goto jumps to a label at the end of the loop body.
for i = 1, 5 do
  if i % 2 == 0 then goto continue end
  io.write(i, " ")
  ::continue::
end
print()                                 -- expect: 1 3 5
