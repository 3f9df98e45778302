local x = 1
if x == 1 then
  print(x)
elseif x == 2
  print(x)
end
