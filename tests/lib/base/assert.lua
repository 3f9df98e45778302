-- assert returns its arguments, or raises the message.
print(assert(1, 2, nil, 3)) -- expect: 1 2 nil 3
print(select("#", assert("x", nil))) -- expect: 2
print(pcall(assert, false)) -- expect: false assertion failed!
print(pcall(assert, nil, "why")) -- expect: false why
print(select(2, pcall(assert, false, 12))) -- expect: 12
local object = {}
print(select(2, pcall(assert, false, object)) == object) -- expect: true
print(pcall(assert, nil, nil)) -- expect: false nil
print(pcall(assert)) -- expect: false bad argument #1 to 'assert' (value expected)
