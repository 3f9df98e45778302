-- Missing variables are nil; the control variable may be assigned.
for a, b, c, d in function (_, i) if not i then return 1, 2, 3 end end do
  print(a, b, c, d)                     -- expect: 1 2 3 nil
end
local seen = {}
for i in function (_, i) i = (i or 0) + 1; if i < 4 then return i end end do
  seen[#seen + 1] = i
  i = 100
end
print(table.concat(seen, " "))          -- expect: 1 2 3
