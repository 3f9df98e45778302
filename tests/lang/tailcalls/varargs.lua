-- Tail calls from and to vararg functions.
local function count(n, ...)
  if n == 0 then return select("#", ...), ... end
  return count(n - 1, ...)
end
print(count(10000, "a", "b"))           -- expect: 2 a b
local function grow(n, ...) if n == 0 then return select("#", ...) end return grow(n - 1, n, ...) end
print(grow(150))                        -- expect: 150
