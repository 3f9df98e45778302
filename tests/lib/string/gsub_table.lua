-- string.gsub looks matches up in a table.
local t = {a = "1", b = 2, c = false, d = 1.5}
print(("abcde"):gsub("%w", t))                          -- expect: 12c1.5e 5
print(("a=1 x=2"):gsub("(%w)=(%w)", {a = "found"}))     -- expect: found x=2 2
print(("abc"):gsub("()b", {[2] = "two"}))               -- expect: atwoc 1
print(("$name is $age"):gsub("%$(%w+)", {name = "Lua", age = 30})) -- expect: Lua is 30 2
print(("abc"):gsub("", {[""] = "."}))                   -- expect: .a.b.c. 4
