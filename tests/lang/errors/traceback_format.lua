-- The lines of a traceback.
function globalfunction(f) local r = f() return r end
local t = {}
function t.field(f) local r = globalfunction(f) return r end
local function localfunction(f) local r = t.field(f) return r end
local s = localfunction(function () local s = debug.traceback("message") return s end)
print((s:gsub("\n\t%[C%]: in %?$", "")))
-- expect: message
-- expect: stack traceback:
-- expect: traceback_format.lua:6: in local 'f'
-- expect: traceback_format.lua:2: in function 'globalfunction'
-- expect: traceback_format.lua:4: in field 'field'
-- expect: traceback_format.lua:5: in local 'localfunction'
-- expect: traceback_format.lua:6: in main chunk
