-- tostring of each type, and the metamethods it knows.
print(tostring(nil), tostring(true), tostring(false), tostring(12), tostring(-0.0), tostring("x"))
-- expect: nil true false 12 -0.0 x
print(tostring(1e15), tostring(1e100), tostring(2^53), tostring(1/0), tostring(-1/0))
-- expect: 1e+15 1e+100 9.007199254741e+15 inf -inf
print((tostring({}):gsub("0x%x+", "address")), (tostring(print):gsub("0?x?%x+$", "")))
-- expect: table: address function: 
print((tostring(setmetatable({}, {__name = "Thing"})):gsub("0x%x+", "address"))) -- expect: Thing: address
print(tostring(setmetatable({}, {__tostring = function() return "mine" end, __name = "Thing"})))
-- expect: mine
print(tostring(setmetatable({}, {__tostring = function() return 12 end})) == "12") -- expect: true
print(pcall(tostring)) -- expect: false bad argument #1 to 'tostring' (value expected)
print(pcall(tostring, setmetatable({}, {__tostring = function() return {} end})))
-- expect: false '__tostring' must return a string
