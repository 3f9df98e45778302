-- pcall catches any error value and passes results on.
print(pcall(function(...) return ... end, 1, nil, 3)) -- expect: true 1 nil 3
print(pcall(error, "plain", 0)) -- expect: false plain
print(pcall(error)) -- expect: false nil
print(pcall(error, nil)) -- expect: false nil
local object = {}
print(select(2, pcall(error, object)) == object) -- expect: true
print(pcall(nil)) -- expect: false attempt to call a nil value
print(pcall(pcall)) -- expect: false bad argument #1 to 'pcall' (value expected)
print(pcall(pcall, error, "x")) -- expect: true false x
print(select("#", pcall(function() end))) -- expect: 1
print(pcall(coroutine.wrap(function() error({}) end)) == false) -- expect: true
