-- Tail calls need no stack.
local function loop(n) if n > 0 then return loop(n - 1) end return "done" end
print(loop(1000000))                    -- expect: done
local function a(n, f) if n == 0 then return "ab" end return f(n - 1, a) end
print(a(300000, a))                     -- expect: ab
local o = {}
function o:m(n) if n > 0 then return self:m(n - 1) end return n end
print(o:m(200000))                      -- expect: 0
