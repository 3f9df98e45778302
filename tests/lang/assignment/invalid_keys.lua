-- nil and NaN are not keys, but may be read.
local t = {}
print(t[nil], t[0/0])                   -- expect: nil nil
print(pcall(function () t[nil] = 1 end))    -- expect: false invalid_keys.lua:4: table index is nil
print(pcall(function () t[0/0] = 1 end))    -- expect: false invalid_keys.lua:5: table index is NaN
print(pcall(rawset, t, nil, 1))         -- expect: false table index is nil
