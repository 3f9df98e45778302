-- lxp: callbacks of a parser, errors, positions, a tree.
-- package: lua-expat
local lxp = require("lxp")
local log = {}
local parser = lxp.new {
  StartElement = function (_, name, attributes) log[#log + 1] = "<" .. name .. (attributes.id or "") end,
  EndElement = function (_, name) log[#log + 1] = ">" .. name end,
  CharacterData = function (_, text) log[#log + 1] = text end,
}
for piece in ('<a id="1"><b>te&lt;xt</b><c/></a>'):gmatch("...?") do
  assert(parser:parse(piece))
end
assert(parser:parse())
parser:close()
assert(table.concat(log):gsub("te.*xt", "te<xt") == "<a1<bte<xt>b<c>c>a")
local ok, message, line = lxp.new({}):parse("<a>\n</b>")
assert(not ok and message:find("mismatched") and line == 2)
local failing = lxp.new {StartElement = function () error("in a callback", 0) end}
assert(select(2, pcall(failing.parse, failing, "<a/>")) == "in a callback")
local tree = require("lxp.lom").parse(("<r>" .. ("<item n='1'>x</item>"):rep(500) .. "</r>"))
assert(#tree == 500 and tree[500][1] == "x" and tree[1].attr.n == "1")
