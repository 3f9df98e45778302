-- SPDX-License-Identifier: MIT
-- What a debugger sees of lines: those that line hooks tell, and those that have code. The programs are those of
-- the area 'statement', with line feeds in places where there is a space between two tokens. Not
-- among those that run without being asked for: some 2 in 1,000 differ, where only one of the two needs an instruction
-- (constants as operands, tests of constants, jumps to the next instruction).

local generate = require "areas.statement"

local function keep_spaces(text)
  return (text:gsub(" ", "\1"))
end

-- Replaces one in [n] spaces between tokens. Calls and their functions stay in one line, because until 5.4.6 the line
-- of a call was that in which the function begins. So do operators with numbers: whether these need
-- instructions of their own differs.
local function spread(r, source, n)
  local function space() return r.once_in(n) and "\n" or " " end
  source = source:gsub("%(function %(%.%.%.%).-end%)%(", keep_spaces)
  source = source:gsub("%(function %(%).-end end end%)%(", keep_spaces)
  source = source:gsub("%w {", keep_spaces)
  source = source:gsub("%d[%w.^)]* %p+ ", keep_spaces):gsub("%p+ [-(]*%d", keep_spaces)
  local parts = {}
  for text, literal in (source .. "''"):gmatch("([^'\"]*)((['\"]).-%3)") do
    parts[#parts + 1] = text:gsub(" ", space) .. literal
  end
  return table.concat(parts):sub(1, -3):gsub("\1", " ")
end

local traced = [==[
local lines = {}
debug.sethook(function (_, line)
  if #lines < 400 and debug.getinfo(2, "S").source == "=p" then lines[#lines + 1] = line end
end, "l")
pcall(chunk)
debug.sethook()
for i = 1, #lines, 20 do print(table.concat(lines, " ", i, math.min(i + 19, #lines))) end]==]

local active = [==[
local seen = {}
local function note(f)
  local info = debug.getinfo(f, "SL")
  if info.source ~= "=p" or seen[info.linedefined] then return end
  seen[info.linedefined] = true
  local lines = {}
  for line in pairs(info.activelines) do lines[#lines + 1] = line end
  table.sort(lines)
  print(info.linedefined, table.concat(lines, " "))
end
note(chunk)
debug.sethook(function () note(debug.getinfo(2, "f").func) end, "c")
pcall(chunk)
debug.sethook()]==]

return function (r)
  local program
  repeat program = generate(r) until not program:find("string.dump", 1, true)
  local source = spread(r, program, r.pick {3, 20, 1000})
  return "local print, nothing = print, function () end\nlocal env = setmetatable({print = nothing}, {__index = _G})\n" ..
    "local chunk = assert(load([=[" .. source .. "]=], '=p', 't', env))\n" .. r.pick {traced, active}
end
