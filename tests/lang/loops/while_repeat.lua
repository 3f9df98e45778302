-- while tests first, repeat afterwards; break leaves the innermost loop.
local n = 0
while n < 3 do n = n + 1 end
print(n)                                -- expect: 3
while false do n = 100 end
repeat n = n + 1 until true
print(n)                                -- expect: 4
while true do
  repeat n = n + 1; if n > 6 then break end until false
  if n > 8 then break end
end
print(n)                                -- expect: 9
