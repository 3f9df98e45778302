-- Endless recursion through library functions ends with an error.
-- slow
local function try(f)
  local ok, message = pcall(f)
  assert(not ok, "no error")
  assert(type(message) == "string" and (message:find("overflow") or message:find("error in error")), message)
end
local function by_sort() table.sort({1, 2}, function () by_sort() return false end) end
try(by_sort)
local function by_gsub() return (("x"):gsub("x", by_gsub)) .. "" end
try(by_gsub)
local function by_load() return load(by_load)() end
local ok = pcall(by_load)
assert(not ok)
local function by_concat() return table.concat(setmetatable({}, {__len = function () return 1 end, __index = by_concat})) .. "" end
try(by_concat)
local function by_wrap() return coroutine.wrap(by_wrap)() end
try(by_wrap)
local function by_resume() local ok, m = coroutine.resume(coroutine.create(by_resume)) if not ok then error(m, 0) end return 1 end
try(by_resume)
