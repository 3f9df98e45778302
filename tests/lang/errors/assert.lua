-- assert returns its arguments or raises the message as it is.
print(assert(1, "unused", 3))           -- expect: 1 unused 3
print(pcall(assert, false))             -- expect: false assertion failed!
print(pcall(assert, nil, "message"))    -- expect: false message
print(type(select(2, pcall(assert, false, {1})))) -- expect: table
print(select("#", pcall(assert, nil, nil))) -- expect: 2
print(pcall(assert))                    -- expect: false bad argument #1 to 'assert' (value expected)
