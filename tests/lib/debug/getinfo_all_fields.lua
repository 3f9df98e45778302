-- debug.getinfo without options gives everything but the active lines.
local names = {}
for name in pairs(debug.getinfo(1)) do
  names[#names + 1] = name
end
table.sort(names)
print(table.concat(names, " "))
-- expect: currentline ftransfer func istailcall isvararg lastlinedefined linedefined namewhat nparams ntransfer nups short_src source what
names = {}
for name in pairs(debug.getinfo(1, "")) do names[#names + 1] = name end
print(#names)                 -- expect: 0
print(debug.getinfo(1000))    -- expect: nil
print(debug.getinfo(-1))      -- expect: nil
