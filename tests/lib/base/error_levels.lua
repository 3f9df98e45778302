-- error adds the position of the level asked for, to strings only.
local function strip(_, m) return (m:gsub("^.-error_levels", "error_levels")) end
local function raise(level) error("m", level) end
local function call(level) raise(level) end
print(strip(pcall(call, 1)))
print(strip(pcall(call, 2)))
print(strip(pcall(call, 0)))
print(select(2, pcall(error, 12)))
print(select(2, pcall(error, "x", "zero" and 0)))
print(pcall(error, "m", {}))
-- expect: error_levels.lua:3: m
-- expect: error_levels.lua:4: m
-- expect: m
-- expect: 12
-- expect: x
-- expect: false bad argument #2 to 'error' (number expected, got table)
