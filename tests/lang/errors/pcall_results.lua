-- pcall passes all arguments and results.
print(pcall(function (...) return ... end, 1, nil, 3)) -- expect: true 1 nil 3
print(pcall(function () end))           -- expect: true
print(pcall(pcall, error, "x"))         -- expect: true false x
print(pcall(nil))                       -- expect: false attempt to call a nil value
print(pcall(5))                         -- expect: false attempt to call a number value
print(pcall(pcall))                      -- expect: false bad argument #1 to 'pcall' (value expected)
print((pcall(error)))                   -- expect: false
local n = select("#", pcall(table.unpack, {}, 1, 200))
print(n)                                -- expect: 201
