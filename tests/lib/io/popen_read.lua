-- io.popen: the output of a command, and how it ended as results of close.
local p = io.popen("echo one; echo two; exit 3")
print(p:read("a"):gsub("\n", "|"))   -- expect: one|two| 2
print(p:close())                     -- expect: nil exit 3
p = io.popen("true")
print(p:close())                     -- expect: true exit 0
p = io.popen("kill -9 $$")
print(p:close())                     -- expect: nil signal 9
