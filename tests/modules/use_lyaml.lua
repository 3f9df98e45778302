-- lyaml: documents to values and back, anchors, errors.
-- package: lua-yaml
local lyaml = require("lyaml")
local value = lyaml.load("a: 1\nb: [x, y, 2.5, true, ~]\nc: &anchor {d: e}\nf: *anchor\n")
assert(value.a == 1 and value.b[2] == "y" and value.b[3] == 2.5 and value.b[4] == true)
assert(value.b[5] == lyaml.null and value.c.d == "e" and value.f == value.c)
local documents = lyaml.load("--- 1\n--- two\n", {all = true})
assert(documents[1] == 1 and documents[2] == "two")
local items = {}
for i = 1, 100 do items[i] = {id = i, text = "line\n" .. i} end
local again = lyaml.load(lyaml.dump({items}))
assert(#again == 100 and again[100].text == "line\n100")
assert(not pcall(lyaml.load, "a: [1"))
