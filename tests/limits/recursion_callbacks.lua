-- Endless recursion through library functions ends with an error, wherever it begins, and the state lives on.
-- slow
local function check_alive()
  local co = coroutine.wrap(function (a) local b = coroutine.yield(a + 1) return a + b end)
  assert(co(1) == 2 and co(3) == 4)
  assert(("x"):gsub("x", function () return "y" end) == "y")
  local t = {3, 1, 2}
  table.sort(t, function (a, b) return a > b end)
  assert(table.concat(t) == "321")
end
local function try(f)
  local ok, message = pcall(f)
  assert(not ok, "no error")
  assert(type(message) == "string" and (message:find("overflow") or message:find("error in error")), message)
  check_alive()
  -- In a coroutine, too.
  ok, message = coroutine.resume(coroutine.create(f))
  assert(not ok and type(message) == "string", message)
  check_alive()
end
local function by_sort() table.sort({1, 2}, function () by_sort() return false end) end
try(by_sort)
local function by_gsub() return (("x"):gsub("x", by_gsub)) .. "" end
try(by_gsub)
local function by_gsub_table() return (("x"):gsub("x", setmetatable({}, {__index = by_gsub_table}))) .. "" end
try(by_gsub_table)
local function by_load() return load(by_load)() end
local ok = pcall(by_load)
assert(not ok)
check_alive()
local function by_concat()
  return table.concat(setmetatable({}, {__len = function () return 1 end, __index = by_concat})) .. ""
end
try(by_concat)
local function by_unpack() return 1, table.unpack(setmetatable({}, {__index = by_unpack}), 1, 1) end
try(by_unpack)
local function by_tostring() return tostring(setmetatable({}, {__tostring = by_tostring})) .. "" end
try(by_tostring)
local function by_format() return ("%s"):format(setmetatable({}, {__tostring = by_format})) .. "" end
try(by_format)
local function by_ipairs()
  for _ in ipairs(setmetatable({}, {__index = function () by_ipairs() end})) do end
end
try(by_ipairs)
local function by_pairs() for _ in pairs(setmetatable({}, {__pairs = by_pairs})) do end end
try(by_pairs)
local function by_iterator() for _ in by_iterator do end end
try(by_iterator)
local count = 0
local function by_require()
  count = count + 1
  package.preload["r" .. count] = by_require
  return require("r" .. count), 1
end
try(by_require)
local function by_wrap() return coroutine.wrap(by_wrap)() end
try(by_wrap)
local function by_resume()
  local done, m = coroutine.resume(coroutine.create(by_resume))
  if not done then error(m, 0) end
  return 1
end
try(by_resume)
local function by_close()
  local co = coroutine.create(function ()
    local c <close> = setmetatable({}, {__close = by_close})
    coroutine.yield()
  end)
  coroutine.resume(co)
  local done, m = coroutine.close(co)
  if not done then error(m, 0) end
  return 1
end
try(by_close)
