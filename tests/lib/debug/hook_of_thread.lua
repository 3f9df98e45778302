-- Each thread has its own hook, which can be set from outside.
local lines = {}
local co = coroutine.create(function ()
  local a = 1
  coroutine.yield()
  a = 2
end)
local function hook(_, line) lines[#lines + 1] = line end
debug.sethook(co, hook, "l")
print(debug.gethook())                   -- expect: nil
print(select(2, debug.gethook(co)), debug.gethook(co) == hook) -- expect: l true
coroutine.resume(co)
local x = 1
coroutine.resume(co)
print(table.concat(lines, " "))          -- expect: 4 5 6 7
debug.sethook(co)
print(debug.gethook(co))                 -- expect: nil
