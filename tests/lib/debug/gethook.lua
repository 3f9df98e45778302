-- debug.gethook: the function, the mask, the count.
local function hook() end
debug.sethook(hook, "lrc", 7)
local f, mask, count = debug.gethook()
debug.sethook()
print(f == hook, mask, count)   -- expect: true crl 7
print(debug.gethook())          -- expect: nil
debug.sethook(hook, "")
print(debug.gethook())          -- expect: nil
