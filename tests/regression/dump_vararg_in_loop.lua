-- A variable that is assigned from '...' within a numeric loop: the dumped function is valid.
local function reload(source)
  return load(string.dump(assert(load(source))), "dumped", "b")
end
local f = reload "local v, w = 1 for i = 1, 2 do g, v = i, ... end for i = 1.5, 2 do w, v = v, (...) end return v, w"
print(f(7, 8))                          -- expect: 7 7
f = reload "local a, b for i = 1, 2 do local c a, b, c = ... print(a, b, c) end return ..."
print(f(1, 2))
-- expect: 1 2 nil
-- expect: 1 2 nil
-- expect: 1 2
