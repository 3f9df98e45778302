-- __tostring and __name in tostring and error messages.
local t = setmetatable({}, {__tostring = function () return "object" end})
print(t, tostring(t))                   -- expect: object object
local n = setmetatable({}, {__name = "Type"})
print((tostring(n):gsub("0x%x+", "ADDR"))) -- expect: Type: ADDR
print(pcall(function () return n + 1 end)) -- expect: false tostring_name.lua:6: attempt to perform arithmetic on a Type value (upvalue 'n')
print(pcall(function () return n < 1 end)) -- expect: false tostring_name.lua:7: attempt to compare Type with number
print(pcall(function () return n < n end)) -- expect: false tostring_name.lua:8: attempt to compare two Type values
print(pcall(function () n() end))       -- expect: false tostring_name.lua:9: attempt to call a Type value (upvalue 'n')
print(pcall(string.rep, n))             -- expect: false bad argument #1 to 'string.rep' (string expected, got Type)
print(pcall(tostring, setmetatable({}, {__tostring = function () return 1 end}))) -- expect: true 1
