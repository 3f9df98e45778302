-- How functions of every kind are named.
local function trace() local s = debug.traceback("", 2):match("^\nstack traceback:\n\t([^\n]*)"):gsub("^[^ ]* ", "") return s end
local mt = {__index = function () local s = trace() return s end, __add = function () local s = trace() return s end}
local o = setmetatable({}, mt)
print(o.x)                              -- expect: in metamethod 'index'
print(o + 1)                            -- expect: in metamethod 'add'
function o:method() local s = trace() return s end
print((o:method()))                     -- expect: in method 'method'
for s in function (_, c) if not c then local s = trace() return s end end do print(s) end -- expect: in for iterator 'for iterator'
do local c <close> = setmetatable({}, {__close = function () print((trace())) end}) end -- expect: in metamethod 'close'
print((select(2, pcall(function () local s = trace() return s end)))) -- expect: in function <traceback_kinds.lua:11>
