-- only: neap
-- Count events reach long work inside of library functions, and functions that these call; hooks there may fail, not yield.
local function work(f, ...)
  local events = 0
  debug.sethook(function (event)
    events = events + 1
    if events == 3 then
      debug.sethook()
      collectgarbage()
      error(event, 0)
    end
  end, "", 1000)
  local ok, message = pcall(f, ...)
  debug.sethook()
  print(ok, message, events)
end

local subject, pattern = ("a"):rep(3000), ("a-"):rep(30) .. "b"
work(string.find, subject, pattern)                          -- expect: false count 3
work(string.match, subject, pattern)                         -- expect: false count 3
work(string.gsub, subject, pattern, "")                      -- expect: false count 3
work(string.gsub, subject, pattern, print)                   -- expect: false count 3
work(string.gsub, ("a"):rep(1000000), "a", string.upper)     -- expect: false count 3
work(string.gmatch(subject, pattern))                        -- expect: false count 3
work(table.concat, setmetatable({}, {__index = rawlen}), "", 1, 1 << 50) -- expect: false count 3
work(table.move, setmetatable({}, {__index = rawlen}), 1, 1 << 50, 2, {}) -- expect: false count 3

-- What is being matched cannot be taken away, and a yield is refused.
local co = coroutine.create(function () return string.find(subject:sub(1, 60), ("a-"):rep(4) .. "b") end)
local seen = {}
debug.sethook(co, function ()
  if debug.getinfo(2, "f").func == string.find then
    seen[1] = debug.setlocal(2, 1, "b") or "refused"
    seen[2] = select(2, pcall(coroutine.yield))
    seen[3] = debug.getinfo(2, "S").what
    for i = 1, 100 do local t = {i} end
  end
end, "", 10000)
print(coroutine.resume(co))      -- expect: true nil
print(table.unpack(seen))        -- expect: refused attempt to yield across a C-call boundary C
