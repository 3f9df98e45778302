local function after_return()
  do return 1 end
  print(1)
  print(2)
end
local function after_if(x)
  if x then return 1 else error("x") return 2 end
  print(1)
end
local function after_loop(x)
  while true do
    if x then break end
  end
  print(1)
  while true do x = 1 end
  print(2)
end
local function after_jump()
  for i = 1, 2 do
    if i == 1 then goto continue end
    break
    ::continue::
    print(i)
  end
  repeat
    do break end
    print(1)
  until false
  goto done
  print(2)
  ::done::
  repeat return 1 until true
  print(3)
end
return after_return, after_if, after_loop, after_jump
