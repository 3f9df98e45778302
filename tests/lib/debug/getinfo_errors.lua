-- debug.getinfo: wrong options and levels.
local function message(...) return (select(2, pcall(debug.getinfo, ...)):gsub("debug%.", "")) end
print(message(1, "X"))   -- expect: bad argument #2 to 'getinfo' (invalid option)
print(message(1, ">"))   -- expect: bad argument #2 to 'getinfo' (invalid option '>')
print(message({}))       -- expect: bad argument #1 to 'getinfo' (number expected, got table)
debug.getinfo("x")       -- expect error: bad argument #1 to 'getinfo' (number expected, got string)
