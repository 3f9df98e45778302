-- only: neap
-- slow
-- 100,000 iterators within iterators, close handlers within close handlers, also while an error is caught.
local depth = 100000
local function iterate(n)
  if n == 0 then return 0 end
  for v in function (_, c) if c == nil then return iterate(n - 1) end end do return v + 1 end
end
print(iterate(depth)) -- expect: 100000

local closed = 0
local function close(n)
  if n == 0 then return end
  local x <close> = setmetatable({}, {__close = function () closed = closed + 1; close(n - 1) end})
end
close(depth)
print(closed)         -- expect: 100000

local function close_failed(n)
  if n == 0 then return end
  pcall(function ()
    local x <close> = setmetatable({}, {__close = function () close_failed(n - 1) end})
    error("x")
  end)
  closed = closed + 1
end
close_failed(depth)
print(closed)         -- expect: 200000

local function close_coroutines(n)
  if n == 0 then return end
  local co = coroutine.create(function ()
    local x <close> = setmetatable({}, {__close = function () close_coroutines(n - 1) end})
    coroutine.yield()
  end)
  coroutine.resume(co)
  assert(coroutine.close(co))
  closed = closed + 1
end
close_coroutines(depth)
print(closed)         -- expect: 300000
