function first(x)
  if x then
    print(x)
end

function second()
end
