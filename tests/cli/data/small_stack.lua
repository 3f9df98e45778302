local function coroutines(n)
  return n == 0 and 0 or coroutine.wrap(coroutines)(n - 1) + 1
end
print("coroutines", coroutines(100000))

local kinds = {
  function (f) return select(2, pcall(f)) end,
  function (f) return select(2, xpcall(f, print)) end,
  function (f) return coroutine.wrap(f)() end,
  function (f) return select(2, coroutine.resume(coroutine.create(f))) end,
  function (f) return setmetatable({}, {__index = function () return f() end}).x end,
  function (f) return setmetatable({}, {__add = function () return f() end}) + 1 end,
  function (f)
    local r
    string.gsub("x", "x", function () r = f() end)
    return r
  end,
  function (f)
    local r
    table.sort({2, 1}, function (a, b) r = r or f() return a < b end)
    return r
  end,
  function (f) return tonumber(tostring(setmetatable({}, {__tostring = function () return f() .. "" end}))) end,
  function (f) for v in f do return v end end,
  function (f)
    local r
    do local x <close> = setmetatable({}, {__close = function () r = f() end}) end
    return r
  end,
  function (f)
    package.preload.module = f
    package.loaded.module = nil
    return (require "module")
  end,
}
local function mixed(n)
  return n == 0 and 0 or kinds[n % #kinds + 1](function () return mixed(n - 1) + 1 end)
end
print("mixed", mixed(100000))

local subject, pattern = ("a"):rep(200), ("a-"):rep(3) .. "b"
local message
local function hook()
  local co = coroutine.create(function () return subject:find(pattern) end)
  debug.sethook(co, hook, "", 1000)
  local ok, err = coroutine.resume(co)
  message = message or err
  error(message, 0)
end
pcall(hook)
print("hooks in natives", message:match("C stack overflow"))
