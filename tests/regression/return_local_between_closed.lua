-- Returning a local variable from within nested blocks with to-be-closed variables: the call of the inner
-- closing method leaves the outer variable alone.
local function object(n)
  return setmetatable({}, {__close = function (_, e)
    local a, b, c, d = 10, 20, 30, 40 -- uses registers
    print("close", n, e, a + b + c + d)
  end})
end
local function f(value, result)
  do
    local first <close> = object(1)
    local between = "between"
    do
      local second <close> = object(2)
      if value then return result end
    end
    print(between)
  end
end
print(f(true, "result"))
-- expect: close 2 nil 100
-- expect: close 1 nil 100
-- expect: result
local function g(result)
  local first <close> = object(1)
  local second <close> = object(2)
  local third <close> = object(3)
  return result, first ~= second, third ~= nil
end
print(g("result"))
-- expect: close 3 nil 100
-- expect: close 2 nil 100
-- expect: close 1 nil 100
-- expect: result true true
local function h(...)
  local x = ...
  local first <close> = object(1)
  local second <close> = object(2)
  if x == 1 then return x end
  return ...
end
print(h(1))
-- expect: close 2 nil 100
-- expect: close 1 nil 100
-- expect: 1
print(h(2, 3))
-- expect: close 2 nil 100
-- expect: close 1 nil 100
-- expect: 2 3
local co = coroutine.wrap(function (result)
  local first <close> = setmetatable({}, {__close = function () coroutine.yield("first") end})
  local second <close> = setmetatable({}, {__close = function () coroutine.yield("second") end})
  return result
end)
print(co("done"), co(), co())           -- expect: second first done
