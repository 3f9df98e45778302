-- Calls, closures and yields leave the extra arguments alone.
local function f(...)
  local function inner(...) return select("#", ...) end
  local n = inner(...) + inner(..., 1)
  coroutine.yield(n)
  return ...
end
local co = coroutine.wrap(f)
print(co("a", "b", "c"))                -- expect: 5
print(co())                             -- expect: a b c
print(load("return ...")(1, 2))         -- expect: 1 2
