-- dkjson: JSON in Lua, with lpeg where that is there.
-- package: lua-dkjson
local json = require("dkjson")
local text = json.encode({1, 2, {x = "y\n", z = {true, json.null}}}, {indent = true})
local value = json.decode(text)
assert(value[3].x == "y\n" and value[3].z[1] == true)
local fast = json.use_lpeg and json.use_lpeg() or json
assert(fast.decode('{"a": [1, 2, 3]}').a[3] == 3)
assert(select(3, json.decode("{")) ~= nil)
