-- In hooks the instruction that comes next is the current one: its line, the variables that are alive.
local function f(a, b)
  local sum = a + b
  return sum
end
local function names(level)
  local list = {}
  for n = 1, 10 do
    local name, value = debug.getlocal(level + 1, n)
    if not name or name:sub(1, 1) == "(" then break end
    list[n] = name .. "=" .. tostring(value)
  end
  return table.concat(list, " ")
end
local function v(a, ...)
  return a, ...
end
local log = {}
local function hook(event, line)
  local i = debug.getinfo(2, "flS")
  if i.func == f or i.func == v then
    assert(not line or line == i.currentline)
    log[#log + 1] = event .. " " .. i.currentline .. ": " .. names(2)
  end
end
for _, mask in ipairs {"c", "l", "r"} do
  debug.sethook(hook, mask)
  f(1, 2)
  v(7, 8)
  debug.sethook()
end
print(table.concat(log, "\n"))
-- expect: call 3: a=1 b=2
-- expect: call 16: a=7
-- expect: line 3: a=1 b=2
-- expect: line 4: a=1 b=2 sum=3
-- expect: line 16: a=7
-- expect: return 4: a=1 b=2 sum=3
-- expect: return 16: a=7

-- A hook set by a hook begins with the next event.
local seen
debug.sethook(function ()
  debug.sethook(function (_, line)
    debug.sethook()
    seen = names(2)
  end, "l")
end, "c")
f(3, 4)
print(seen) -- expect: a=3 b=4
