-- The mode says which kinds of chunks load takes.
local binary = string.dump(load("return 7"))
print(load("return 1", "c", "t")(), load("return 1", "c", "bt")()) -- expect: 1 1
print(load("return 1", "c", "b")) -- expect: nil attempt to load a text chunk (mode is 'b')
print(load(binary, "c", "b")(), load(binary)()) -- expect: 7 7
print(load(binary, "c", "t")) -- expect: nil attempt to load a binary chunk (mode is 't')
print(pcall(load, "return 1", "c", {}))
-- expect: false bad argument #3 to 'load' (string expected, got table)
