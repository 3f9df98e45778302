-- Debug information is kept by a dump, and left out of a stripped one.
local source = "local first = ...\nlocal function inner(p)\n  local second = p\n  error('here')\nend\ninner(first)"
local main = load(source, "@made.lua")

local kept = load(string.dump(main))
local info = debug.getinfo(kept, "SL")
assert(info.source == "@made.lua" and info.short_src == "made.lua")
assert(info.activelines[1] and info.activelines[6] and not info.activelines[4])
local ok, message = pcall(kept, 1)
assert(not ok and message == "made.lua:4: here")

local stripped = load(string.dump(main, true))
info = debug.getinfo(stripped, "S")
assert(info.source == "=?" and info.short_src == "?" and info.linedefined == 0)
ok, message = pcall(stripped, 1)
assert(not ok and message == "here")
assert(debug.getupvalue(load(string.dump(function () return _ENV end, true)), 1) == "(no name)")
assert(debug.getlocal(stripped, 1) == nil)

-- Names of variables in messages come from it.
local function index() local variable; return variable.field end
assert(select(2, pcall(load(string.dump(index)))):find("local 'variable'", 1, true))
assert(not select(2, pcall(load(string.dump(index, true)))):find("variable'", 1, true))
