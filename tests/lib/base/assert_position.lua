-- assert adds its caller's position to a message that is a string.
local function strip(_, message) return (message:gsub("^.-assert_position", "assert_position")) end
print(strip(pcall(function() assert(false) end)))
print(strip(pcall(function() assert(nil, "why") end)))
-- expect: assert_position.lua:3: assertion failed!
-- expect: assert_position.lua:4: why
