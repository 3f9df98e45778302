-- A line event for each line that reads a field by __index, wherever other objects have the field.
local lines, values = {"local object, _ = ..."}, {}
for i = 1, 500 do
  lines[i + 1] = "_ = object.field" .. i
  values["field" .. i] = i
end
local chunk = assert(load(table.concat(lines, "\n"), "=chunk"))
local count = 0
local function count_line()
  if debug.getinfo(2, "S").source == "=chunk" then count = count + 1 end
end
for _, object in ipairs{values, setmetatable({}, {__index = function () return true end})} do
  count = 0
  debug.sethook(count_line, "l")
  chunk(object)
  debug.sethook()
  print(count)
end
-- expect: 501
-- expect: 501
