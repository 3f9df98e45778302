-- A tail call of an object with __call is a proper tail call: it takes no stack, and the caller's level is gone.
local count = setmetatable({}, {__call = function (self, n)
  if n == 0 then return "done" end
  return self(n - 1)
end})
print(count(400000))                    -- expect: done
local fail = setmetatable({}, {__call = function () error("in call", 2) end})
print(pcall(function () return fail() end)) -- expect: false in call
local outer = setmetatable({}, {__call = fail})
print(pcall(function () return outer() end)) -- expect: false in call
local native = setmetatable({}, {__call = select})
print(pcall(function () return native(1, 2) end))
-- expect: false tail_call_object.lua:12: bad argument #1 to 'native' (number expected, got table)
local packed = setmetatable({}, {__call = function (_, ...) return select("#", ...), ... end})
local function pass(...) return packed(...) end
print(pass(nil, 2, nil))                -- expect: 3 nil 2 nil
local function closing()
  local x = 1
  local function get() return x end
  return count(0), get
end
print((closing()))                      -- expect: done
print(pcall(function () local t = {} return t() end))
-- expect: false tail_call_object.lua:23: attempt to call a table value (local 't')
local function shift(n)
  local up = n
  local object = setmetatable({}, {__call = function (_, f) return f() end})
  return object(function () return up end)
end
print(shift(7))                         -- expect: 7
