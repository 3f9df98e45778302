-- and and or give an operand, and evaluate the second one only when needed.
print(nil and 1, false and 1, 0 and 1, "" and 2)    -- expect: nil false 1 2
print(nil or 1, false or nil, 0 or 1, nil or false) -- expect: 1 nil 0 false
local calls = 0
local function call(v) calls = calls + 1; return v end
local _ = call(false) and call(1)
_ = call(1) or call(2)
print(calls)                                        -- expect: 2
print(call(nil) and 1 or 2, call(3) and nil or 4, call(5) or 6 and 7) -- expect: 2 4 5
