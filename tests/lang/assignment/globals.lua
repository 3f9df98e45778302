-- Globals live in _G.
x = 1
_G.y = 2
print(x, _G.x, y, _G["y"], undefined)   -- expect: 1 1 2 2 nil
x = nil
print(rawget(_G, "x"))                  -- expect: nil
