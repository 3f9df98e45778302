-- penlight: a big library in Lua: classes, lists, templates, strict loading, lexers.
-- package: lua-penlight
local List, class, pretty, tablex = require("pl.List"), require("pl.class"), require("pl.pretty"), require("pl.tablex")
assert(List {3, 1, 2}:sort():map("+", 1) == List {2, 3, 4})
local Animal = class()
function Animal:_init(name) self.name = name end
local Dog = class(Animal)
function Dog:speak() return self.name .. " barks" end
assert(Dog("rex"):speak() == "rex barks" and Dog:class_of(Dog("x")))
assert(pretty.read("{1, {a = 'x'}}")[2].a == "x")
assert(tablex.deepcompare(pretty.read(pretty.write({1, {x = {y = 2}}})), {1, {x = {y = 2}}}))
local template = require("pl.template")
assert(template.substitute("# for i = 1, 3 do\n$(i);\n# end\n", {_escape = "#"}):gsub("%s", "") == "1;2;3;")
assert(require("pl.stringx").split("a b c"):len() == 3)
local kinds = {}
for kind in require("pl.lexer").lua("local x = 1 + 'y'") do kinds[#kinds + 1] = kind end
assert(table.concat(kinds, " "):find("keyword iden = number + string", 1, true))
local date = require("pl.Date") {year = 2001, month = 9, day = 9, hour = 12}
assert(date:add({day = 30}):month() == 10)
