-- A lost frame shows as "(...tail calls...)".
local function inner() local s = debug.traceback("t") return s end
local function middle() return inner() end
local function outer() local s = middle() return s end
print((outer():gsub("\n[^\n]*in main chunk.*", "")))
-- expect: t
-- expect: stack traceback:
-- expect: traceback.lua:2: in function <traceback.lua:2>
-- expect: (...tail calls...)
-- expect: traceback.lua:4: in local 'outer'
