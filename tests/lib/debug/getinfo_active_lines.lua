-- debug.getinfo L: the lines with code.
local function f(x)
  local y = x

  if y then
    -- nothing here
    y = 1
  end
  return y
end
local lines = {}
for line in pairs(debug.getinfo(f, "L").activelines) do
  lines[#lines + 1] = line
end
table.sort(lines)
print(table.concat(lines, " "))                  -- expect: 3 5 7 9 10
print(debug.getinfo(print, "L").activelines)     -- expect: nil
