-- Message handlers that fail again and again end with an error, not with a crash.
-- slow
local ok, message = xpcall(error, function (m) error(m, 0) end, "e")
assert(not ok and type(message) == "string")
local function recurse() return 1 + recurse() end
ok, message = xpcall(recurse, function (m) return 1 + recurse() end)
assert(not ok and type(message) == "string")
ok, message = xpcall(recurse, recurse)
assert(not ok and type(message) == "string")
