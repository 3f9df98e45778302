-- ... in the middle gives one value, at the end all.
local function f(...) return {..., "end"}, {"start", ...}, {...} end
local a, b, c = f(1, 2, 3)
print(#a, #b, #c, a[1], a[2], b[4])     -- expect: 2 4 3 1 end 3
local function count(...) return #{...}, select("#", ...) end
print(count(1, 2, nil))                 -- expect: 2 3
print(count())                          -- expect: 0 0
