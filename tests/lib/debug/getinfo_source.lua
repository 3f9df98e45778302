-- debug.getinfo S: where a function was defined.
local function f()
  return 1
end
local i = debug.getinfo(f, "S")
print(i.source, i.short_src, i.what)      -- expect: @getinfo_source.lua getinfo_source.lua Lua
print(i.linedefined, i.lastlinedefined)   -- expect: 2 4
i = debug.getinfo(print, "S")
print(i.source, i.short_src, i.what)      -- expect: =[C] [C] C
print(i.linedefined, i.lastlinedefined)   -- expect: -1 -1
i = debug.getinfo(1, "S")
print(i.what, i.linedefined)              -- expect: main 0
i = debug.getinfo(load("return 1\n--"), "S")
print(i.source, i.short_src)
-- expect: return 1
-- expect: -- [string "return 1..."]
