-- Logic as conditions, with comparisons inside, jumps in all directions.
local function classify(n)
  if n < 0 and n > -10 or n == 100 then return "a"
  elseif not (n >= 0 and n <= 5) then return "b"
  elseif n == 3 or n == 4 and n ~= 5 then return "c"
  else return "d" end
end
for _, n in ipairs {-5, -10, 100, 6, 3, 4, 5, 0} do io.write(classify(n), " ") end
print()                                             -- expect: a b a b c c d d
