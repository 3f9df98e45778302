-- error adds the position of the level asked for.
local function raise(level) error("msg", level) end
local function outer(level)
  raise(level) -- line 4
end
print(select(2, pcall(outer)))          -- expect: levels.lua:2: msg
print(select(2, pcall(outer, 1)))       -- expect: levels.lua:2: msg
print(select(2, pcall(outer, 2)))       -- expect: levels.lua:4: msg
print(select(2, pcall(function () outer(3) end))) -- expect: levels.lua:9: msg
print(select(2, pcall(outer, 0)))       -- expect: msg
print(select(2, pcall(error, "msg")))   -- expect: msg
print(select(2, pcall(error, "msg", 1))) -- expect: msg
print(select(2, pcall(error, "msg", 2))) -- expect: levels.lua:13: msg
