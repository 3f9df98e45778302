-- Endless recursion of metamethods of every kind ends with an error.
-- slow
local mt = {}
local o = setmetatable({}, mt)
mt.__add = function (a, b) return (a + b) end
mt.__index = function (t, k) return (t[k]) end
mt.__newindex = function (t, k, v) t[k] = v return 1 end
mt.__call = function (t) return (t()) end
mt.__concat = function (a, b) return (a .. b) end
mt.__len = function (a) return (#a) end
mt.__lt = function (a, b) return (a < b) end
mt.__eq = function (a, b) return (a == b) end
mt.__tostring = function (a) return (tostring(a)) end
mt.__unm = function (a) return (-a) end
local other = setmetatable({}, mt)
local function try(f)
  local ok, message = pcall(f)
  assert(not ok, "no error")
  assert(type(message) == "string" and message:find("overflow"), message)
end
try(function () return o + 1 end)
try(function () return o.x end)
try(function () o.x = 1 end)
try(function () return o() end)
try(function () return o .. "x" end)
try(function () return #o end)
try(function () return o < o end)
try(function () return o == other end)
try(function () return tostring(o) end)
try(function () return -o end)
