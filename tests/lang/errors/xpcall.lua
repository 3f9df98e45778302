-- xpcall calls its handler at the point of the error.
print(xpcall(function (a, b) return a + b end, print, 1, 2)) -- expect: true 3
print(xpcall(function () error("x", 0) end, function (m) return m .. "!", 2 end)) -- expect: false x!
print(xpcall(function () local x = nil + 1 end, function (m) return (m:gsub("^.-:", "")) end)) -- expect: false 4: attempt to perform arithmetic on a nil value
local depth
xpcall(function () local inside = 1; error("e") end, function ()
  depth = debug.getinfo(3, "l") ~= nil and debug.getlocal(3, 1)
end)
print(depth)                            -- expect: inside
print(pcall(xpcall))                    -- expect: false bad argument #2 to 'xpcall' (function expected, got no value)
print(pcall(xpcall, print))             -- expect: false bad argument #2 to 'xpcall' (function expected, got no value)
print(xpcall(error, function (m) return type(m) end)) -- expect: false nil
