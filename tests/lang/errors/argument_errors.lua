-- Wrong arguments of library functions, and how functions are named.
local function try(f, ...) print((select(2, pcall(f, ...)))) end
try(function () string.rep() end)       -- expect: argument_errors.lua:3: bad argument #1 to 'rep' (string expected, got no value)
try(function () ("x"):rep({}) end)      -- expect: argument_errors.lua:4: bad argument #1 to 'rep' (number expected, got table)
try(function () ("x"):bad() end)        -- expect: argument_errors.lua:5: attempt to call a nil value (method 'bad')
try(function () math.floor("a") end)    -- expect: argument_errors.lua:6: bad argument #1 to 'floor' (number expected, got string)
try(function () setmetatable(1, 2) end) -- expect: argument_errors.lua:7: bad argument #1 to 'setmetatable' (table expected, got number)
try(function () local f = string.sub; f() end) -- expect: argument_errors.lua:8: bad argument #1 to 'f' (string expected, got no value)
try(function () string.char(256) end)   -- expect: argument_errors.lua:9: bad argument #1 to 'char' (value out of range)
try(function () string.char(1.5) end)   -- expect: argument_errors.lua:10: bad argument #1 to 'char' (number has no integer representation)
try(function () table.concat({{}}) end) -- expect: argument_errors.lua:11: invalid value (table) at index 1 in table for 'concat'
try(function () local t = {s = string.byte}; t.s(nil) end) -- expect: argument_errors.lua:12: bad argument #1 to 's' (string expected, got nil)
try(function () local t = setmetatable({}, {__index = string.rep}); return t.x end) -- expect: argument_errors.lua:13: bad argument #1 to 'index' (string expected, got table)
try(function () io.open("x", "bad") end) -- expect: argument_errors.lua:14: bad argument #2 to 'open' (invalid mode)
try(string.rep)                         -- expect: bad argument #1 to 'string.rep' (string expected, got no value)
try(tonumber)                           -- expect: bad argument #1 to 'tonumber' (value expected)
try(tonumber, "z", 99)                  -- expect: bad argument #2 to 'tonumber' (base out of range)
