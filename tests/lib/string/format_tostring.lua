-- %s uses __tostring and __name.
local function fails(...) print(select(2, pcall(...))) end
local t = setmetatable({}, {__tostring = function() return "the table" end})
print(("%s|%12s|%.3s|%-12s|"):format(t, t, t, t))       -- expect: the table|   the table|the|the table   |
print((("%s"):format({}):gsub("0x%x+", "ADDRESS")))     -- expect: table: ADDRESS
print((("%s"):format(setmetatable({}, {__name = "My.Type"})):gsub("0x%x+", "ADDRESS"))) -- expect: My.Type: ADDRESS
print(("%s %d %s"):format(t, 5, t))                     -- expect: the table 5 the table
print(("%s"):format(setmetatable({}, {__tostring = function() return "a\0b" end})) == "a\0b") -- expect: true
local calls = 0
local counter = setmetatable({}, {__tostring = function() calls = calls + 1; return "#" .. calls end})
print(("%s %s %s %s"):format(counter, counter, "x", counter)) -- expect: #1 #2 x #3
print((("%s"):format(print):gsub("0x%x+", "ADDRESS")), (("%s"):format(coroutine.create(print)):match("^thread: "))) -- expect: function: ADDRESS thread: 
fails(string.format, "%s", setmetatable({}, {__tostring = function() return {} end})) -- expect: '__tostring' must return a string
fails(string.format, "%s", setmetatable({}, {__tostring = function() error("oops", 0) end})) -- expect: oops
fails(string.format, "%5s", setmetatable({}, {__tostring = function() return "a\0b" end})) -- expect: bad argument #2 to 'string.format' (string contains zeros)
