-- debug.getinfo l: the current line; -1 for functions that are not active or not Lua.
local function line()
  return debug.getinfo(2, "l").currentline
end
print(line())                                    -- expect: 5
print(debug.getinfo(line, "l").currentline)      -- expect: -1
print(debug.getinfo(0, "l").currentline)         -- expect: -1
print(
  line(),                                        -- expect: 9 10
  line())
