-- goto leaves several loops at once.
for i = 1, 3 do
  for j = 1, 3 do
    while true do
      if i * j == 4 then print(i, j); goto done end -- expect: 2 2
      break
    end
  end
end
::done::
print("done")                           -- expect: done
