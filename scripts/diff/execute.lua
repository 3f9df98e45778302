-- SPDX-License-Identifier: MIT
-- execute.lua: runs the cases of a file, one a line, and writes one line about each.
--
-- Usage: PROGRAM execute.lua FILE. A case is a Lua chunk in which line feeds and the like are escaped.
-- Its results, what it printed and its errors are shown in full: numbers with their type and all their
-- bits, strings with escapes, tables with their content. A case sees the libraries, but what it does to
-- global variables is its own.

local escapes = {n = "\n", r = "\r", z = "\0", ["\\"] = "\\"}

local function unescape(line)
  return (line:gsub("\\(.)", escapes))
end

-- What a case may change and print, saved here.
local type, tostring, next, select, pcall, load = type, tostring, next, select, pcall, load
local format, byte, gsub, sub, concat, sort = string.format, string.byte, string.gsub, string.sub, table.concat, table.sort
local mathtype, getmetatable, setmetatable = math.type, debug.getmetatable, setmetatable
local strings, sethook = getmetatable("").__index, debug.sethook

local LONGEST = 1000 -- bytes of a string that are shown
local MOST = 250 -- values that are shown

local function checksum(s)
  local sum = 5381
  for i = 1, #s do sum = (sum * 33 + byte(s, i)) & 0xffffffff end
  return sum
end

local function show_string(s)
  local tail = ""
  if #s > LONGEST then
    tail = format("... %d bytes, sum %08x", #s, checksum(s))
    s = sub(s, 1, LONGEST)
  end
  s = gsub(s, '[%c"\\\128-\255]', function (c) return format("\\%03d", byte(c)) end)
  return '"' .. s .. '"' .. tail
end

local show

-- Numbers first.
local function comes_before(a, b)
  if a.number and b.number then return a.number < b.number end
  if a.number or b.number then return a.number ~= nil end
  return a.text < b.text
end

local function show_table(t, depth)
  if depth > 3 then return "{...}" end
  local entries = {}
  for k, v in next, t do
    local text = "[" .. show(k, depth + 1) .. "]=" .. show(v, depth + 1)
    entries[#entries + 1] = {number = mathtype(k) and k or nil, text = text}
  end
  sort(entries, comes_before)
  for i, entry in next, entries do entries[i] = entry.text end
  return "{" .. concat(entries, ", ") .. "}"
end

function show(v, depth)
  local kind = type(v)
  if kind == "string" then return show_string(v) end
  if kind == "table" then return show_table(v, depth) end
  if kind ~= "number" then return kind == "boolean" and tostring(v) or kind end
  if mathtype(v) == "integer" then return format("%d", v) end
  return v ~= v and tostring(v) or tostring(v) .. format(" (%a)", v)
end

local function show_all(...)
  local values, count = {...}, select("#", ...)
  local shown = {}
  for i = 1, count < MOST and count or MOST do shown[i] = show(values[i], 1) end
  if count > MOST then shown[MOST + 1] = count .. " values" end
  return concat(shown, ", ")
end

local function run(chunk)
  return show_all(pcall(chunk))
end

local function run_source(source)
  local printed = {}
  local env = setmetatable({}, {__index = _G})
  env._G = env
  function env.print(...) printed[#printed + 1] = show_all(...) end
  local chunk, message = load(source, "=case", "t", env)
  if not chunk then return "syntax " .. show_string(message) end
  local _, result = pcall(run, chunk)
  getmetatable("").__index = strings
  setmetatable(_G, nil)
  sethook()
  return #printed > 0 and concat(printed, " | ") .. " | " .. result or result
end

io.stdout:setvbuf("line") -- what is known when the process dies
for line in io.lines((...)) do
  io.write(run_source(unescape(line)), "\n")
end
