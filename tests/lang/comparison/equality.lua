-- Equality is by value for numbers, strings and booleans, by identity for the rest.
local t, f = {}, function () end
print(t == t, {} == {}, f == f, nil == false)   -- expect: true false true false
print("a" .. "b" == "ab", ("x"):rep(100) == ("x"):rep(100)) -- expect: true true
print(1 ~= 1, "a" ~= "b", nil ~= nil, t ~= {})  -- expect: false true false true
