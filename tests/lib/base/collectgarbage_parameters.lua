-- Parameters are multiples of 4 below 1024, as in 5.4; the arguments 0 leave them as they are.
local function set(option, value)
  collectgarbage(option, value)
  return collectgarbage(option, 200)
end
local function show(option)
  local shown = {}
  for i, value in ipairs {0, 1, 3, 4, 101, 1000, 1023, 1024, 2000, -1, -5} do shown[i] = set(option, value) end
  return table.concat(shown, " ")
end
print(show("setpause"))   -- expect: 0 0 0 4 100 1000 1020 0 976 0 1020
print(show("setstepmul")) -- expect: 0 0 0 4 100 1000 1020 0 976 0 1020
collectgarbage("incremental", 103, 107)
print(collectgarbage("setpause", 200), collectgarbage("setstepmul", 100)) -- expect: 100 104
print(collectgarbage("incremental", 0, 0, 0))                             -- expect: incremental
print(collectgarbage("setpause", 200), collectgarbage("setstepmul", 100)) -- expect: 200 100
