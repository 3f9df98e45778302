-- debug.sethook: line events, each line once when it starts, again at each round of a loop.
local lines = {}
local function f()
  local x = 0
  for i = 1, 2 do
    x = x + i
  end
  return x
end
debug.sethook(function (event, line)
  lines[#lines + 1] = line
end, "l")
f()
debug.sethook()
print(table.concat(lines, " ")) -- expect: 13 4 5 6 5 6 5 8 14
