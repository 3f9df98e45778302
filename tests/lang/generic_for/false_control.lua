-- Only nil ends the loop, false does not.
local n = 0
for v in function () n = n + 1; if n < 4 then return false, n end end do
  io.write(tostring(v), " ")
end
print(n)                                -- expect: false false false 4
