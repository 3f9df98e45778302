-- _G is the table of globals, _VERSION the version.
print(_G._G == _G, _VERSION) -- expect: true Lua 5.4
x = 5
print(_G.x, rawget(_G, "x")) -- expect: 5 5
local names = {}
for name in pairs(_G) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "):match("_G _VERSION .*"):gsub(" arg ", " "))
-- expect: _G _VERSION assert collectgarbage coroutine debug dofile error getmetatable io ipairs load loadfile math next os package pairs pcall print rawequal rawget rawlen rawset require select setmetatable string table tonumber tostring type utf8 warn x xpcall 1
