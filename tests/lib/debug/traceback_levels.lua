-- debug.traceback: starts at a level; long ones are cut in the middle.
local function deep(n)
  if n == 0 then return debug.traceback("m", 1) end
  return (deep(n - 1))
end
local lines = {}
for line in deep(50):gmatch("[^\n]+") do
  lines[#lines + 1] = line
end
print(#lines)                -- expect: 24
print(lines[13])             -- expect: ...	(skipping 31 levels)
print(debug.traceback("only", 100))
-- expect: only
-- expect: stack traceback:
