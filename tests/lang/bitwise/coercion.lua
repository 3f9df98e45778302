-- Floats with integral values are converted.
print(3.0 & 1, 2^53 | 0, ~-1.0, 1 << 2.0)       -- expect: 1 9007199254740992 0 4
print(pcall(function () return 1.5 & 1 end))
-- expect: false coercion.lua:3: number has no integer representation
print(pcall(function () return 2^63 | 0 end))
-- expect: false coercion.lua:5: number has no integer representation
print(pcall(function () local f = 0.5 return 1 ~ f end))
-- expect: false coercion.lua:7: number (local 'f') has no integer representation
print(pcall(function () local t = {x = 1/0} return ~t.x end))
-- expect: false coercion.lua:9: number (field 'x') has no integer representation
