-- only: neap
-- slow
-- coroutine.close in the closing method of a coroutine that is closed, 100,000 deep; without and with errors
-- that replace one another on their way.
local function chain(depth, finish)
  local co
  for i = 1, depth do
    local inner = co
    co = coroutine.create(function ()
      local c <close> = setmetatable({}, {__close = function ()
        if inner then finish(i, coroutine.close(inner)) end
      end})
      coroutine.yield()
    end)
    assert(coroutine.resume(co))
  end
  return co
end
local closed = 0
print(coroutine.close(chain(100000, function (_, ok, problem)
  closed = closed + 1
  assert(ok, problem)
end)))                                  -- expect: true
print(closed)                           -- expect: 99999
print(coroutine.close(chain(100000, function (i) error(i, 0) end))) -- expect: false 100000

-- Blocks that are left one in another, by return and by an error.
local function blocks(n, fail)
  local c <close> = setmetatable({}, {__close = function () if n > 0 then pcall(blocks, n - 1, fail) end end})
  if fail then error("left", 0) end
  return n
end
print(blocks(100000))                   -- expect: 100000
print(pcall(blocks, 100000, true))      -- expect: false left
