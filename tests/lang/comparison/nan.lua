-- NaN is unequal to everything and has no order.
local nan = 0/0
print(nan == nan, nan ~= nan)           -- expect: false true
print(nan < 1, nan > 1, nan <= 1, nan >= 1, 1 < nan, 1 <= nan) -- expect: false false false false false false
print(not (nan < nan), rawequal(nan, nan))  -- expect: true false
if nan < 1 then print("less") else print("not less") end -- expect: not less
if not (nan >= 1) then print("not at least") end -- expect: not at least
