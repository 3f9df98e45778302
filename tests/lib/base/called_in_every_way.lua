-- A library function gives the same when Lua code calls it and when something else does: pcall, a coroutine's
-- start, a metamethod, or with a hook set.
local t = {1, 2, 3, name = "t"}
local locked = setmetatable({}, {__metatable = "locked"})
local function array() return {3, 1, 2} end
local cases = {
  {type, nil, n = 1}, {type, 1}, {type, "x"}, {type, t}, {type, print}, {type, coroutine.create(print)},
  {type, io.stdout},
  {rawequal, t, t}, {rawequal, 1, 1.0}, {rawequal, t, {}}, {rawget, t, "name"}, {rawget, t, 4}, {rawset, t, 1, 1},
  {rawlen, t}, {rawlen, "four"}, {getmetatable, "x"}, {getmetatable, t}, {getmetatable, locked},
  {setmetatable, {}, nil, n = 2}, {tonumber, 5}, {tonumber, "0x10"}, {tonumber, " 7.5 "}, {tonumber, "x"},
  {tonumber, "zz", 36}, {tonumber, nil, n = 1}, {tostring, 1.0}, {tostring, nil, n = 1}, {tostring, true},
  {tostring, "s"},
  {select, "#", nil, nil, n = 3}, {select, 2, "a", "b", "c"}, {select, -1, "a", "b"}, {assert, 1, "message"},
  {next, t},
  {next, t, "name"}, {next, {}}, {ipairs, t}, {pairs, t},
  {math.abs, -5}, {math.abs, -5.5}, {math.abs, math.mininteger}, {math.floor, 3}, {math.floor, -3.5},
  {math.floor, 1e300}, {math.ceil, 3}, {math.ceil, 3.2}, {math.ceil, -1e300}, {math.sqrt, 16}, {math.sin, 1},
  {math.cos, 1}, {math.tan, 1}, {math.asin, 1}, {math.acos, 1}, {math.atan, 1}, {math.atan, 1, -1}, {math.exp, 1},
  {math.log, 10}, {math.log, 8, 2}, {math.log, 1000, 10}, {math.log, 27, 3}, {math.deg, 1}, {math.rad, 90},
  {math.fmod, -7, 3}, {math.fmod, 7, -1}, {math.fmod, 7.5, 2}, {math.fmod, 1, 0}, {math.modf, 3.7}, {math.modf, 5},
  {math.max, 1, 2.5, 2}, {math.min, 3, 1.0, 1}, {math.ult, 1, -1}, {math.type, 1}, {math.type, 1.0},
  {math.type, "1"}, {math.tointeger, 3.0}, {math.tointeger, 3.5}, {math.tointeger, "x"},
  {string.byte, "abc"}, {string.byte, "abc", 2, -1}, {string.byte, "", 1}, {string.char, 104, 105}, {string.char},
  {string.len, "abc"}, {string.lower, "ABC"}, {string.upper, "abc"}, {string.reverse, "abc"},
  {string.rep, "ab", 3}, {string.rep, "ab", 3, ","}, {string.sub, "hello", 2, -2}, {string.sub, "hello", -3},
  {string.find, "hello", "l"}, {string.find, "a.b", ".", 1, true}, {string.match, "k=v", "(%w)=(%w)"},
  {string.gsub, "hello", "l", "L"}, {string.format, "%5.1f|%d|%s", 3.14159, 42, "x"},
  {string.pack, "<i4", 7}, {string.unpack, "<i4", "\7\0\0\0"}, {string.packsize, "<i4i8"},
  {table.concat, array(), ","}, {table.unpack, array()}, {table.unpack, array(), 2, 3}, {table.insert, array(), 4},
  {table.remove, array()}, {table.remove, array(), 1}, {table.remove, {}}, {table.move, array(), 1, 3, 2},
  {utf8.char, 228, 8364}, {utf8.len, "\u{e4}b"}, {utf8.codepoint, "\u{e4}b", 1, -1}, {utf8.offset, "\u{e4}b", 2},
  {os.time, {year = 2020, month = 5, day = 6, hour = 12}}, {coroutine.status, coroutine.create(print)},
  -- wrong arguments
  {type}, {rawlen, 5}, {rawget, 1}, {select, 0}, {setmetatable, 1, {}}, {tonumber, {}, 10}, {tonumber, "1", 99},
  {next, {}, 1}, {ipairs}, {math.floor, "x"}, {math.abs, {}}, {math.fmod, 1}, {math.tointeger}, {math.type},
  {math.ult, 1.5, 1},
  {string.rep, "x"}, {string.char, 256}, {string.byte, {}}, {table.concat, {{}}}, {table.insert, array(), 9, 9},
  {table.unpack, {}, 1, 1e8}, {utf8.char, -1}, {utf8.codepoint, "\xff"},
}

-- All that is returned, as text; of errors what the message says, without the place and the function's name.
local function describe(ok, ...)
  local results = table.pack(ok, ...)
  for i = 1, results.n do
    local v = results[i]
    if not ok and type(v) == "string" then v = v:gsub("^[^:]+:%d+: ", ""):gsub("to '[%w_.?]+'", "to it") end
    results[i] = (math.type(v) == "float" and "%a" or type(v) == "string" and "%q" or "%s"):format(v)
  end
  return table.concat(results, " ", 1, results.n)
end
local function copy(v)
  if type(v) ~= "table" or v == t or v == locked then return v end
  local fields = {year = v.year, month = v.month, day = v.day, hour = v.hour}
  return table.move(v, 1, #v, 1, setmetatable(fields, getmetatable(v)))
end
-- The function and its arguments, ready to be unpacked; nils at the end are counted by the field n.
local function copies(case)
  local n = case.n and case.n + 1 or #case
  local list = {}
  for i = 1, n do list[i] = copy(case[i]) end
  return list, 1, n
end

local ways = {}
local function call(f, ...)
  local results = table.pack(f(...))
  return table.unpack(results, 1, results.n)
end
function ways.lua(f, ...) return pcall(call, f, ...) end
function ways.pcall(f, ...) return pcall(f, ...) end
function ways.thread(f, ...) return coroutine.resume(coroutine.create(f), ...) end
function ways.hook(f, ...)
  debug.sethook(function () end, "cr")
  local r = table.pack(ways.lua(f, ...))
  debug.sethook()
  return table.unpack(r, 1, r.n)
end

local checked = 0
for number, case in ipairs(cases) do
  local wanted
  for _, way in ipairs {"lua", "pcall", "thread", "hook"} do
    local got = describe(ways[way](table.unpack(copies(case)))):gsub("table: 0x%x+", "table")
    wanted = wanted or got
    assert(got == wanted, ("case %d by %s: %s instead of %s"):format(number, way, got, wanted))
    checked = checked + 1
  end
end
assert(checked > 500)

-- As metamethods they get what the event gives them.
local object = setmetatable({}, {
  __index = rawlen, __add = rawequal, __len = type, __unm = tostring,
})
assert(object.x == 0 and #object == "table" and not (object + 1))
assert((-object):find("^table: "))
assert(setmetatable({}, {__index = math.type}).x == nil)
assert(setmetatable({}, {__lt = rawequal}) < setmetatable({}, {}) == false)
