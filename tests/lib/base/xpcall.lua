-- xpcall calls its handler with the error, where it happened.
print(xpcall(function(...) return ... end, print, 1, 2)) -- expect: true 1 2
print(xpcall(error, function(m) return m .. "!", "dropped" end, "bad", 0)) -- expect: false bad!
print(xpcall(function() local x = nil; x() end, function(m) return (m:gsub("^.-:%d+: ", "")) end))
-- expect: false attempt to call a nil value (local 'x')
print(xpcall(error, function() return nil end)) -- expect: false nil
print(xpcall(nil, function(m) return m end)) -- expect: false attempt to call a nil value
print(pcall(xpcall)) -- expect: false bad argument #2 to 'xpcall' (function expected, got no value)
print(pcall(xpcall, print)) -- expect: false bad argument #2 to 'xpcall' (function expected, got no value)
print(pcall(xpcall, print, 1)) -- expect: false bad argument #2 to 'xpcall' (function expected, got number)
local depth
xpcall(function() error("x") end, function() depth = debug.traceback("here"):match("error") end)
print(depth) -- expect: error
