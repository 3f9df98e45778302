local function first(x)
  if x == 1 then
    print(x)
  else if x == 2 then
    print(x)
  end
end
