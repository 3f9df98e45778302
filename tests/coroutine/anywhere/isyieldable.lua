-- only: neap
-- isyieldable says true where a yield works.
local said = {}
local function note(name) said[#said + 1] = name .. "=" .. tostring(coroutine.isyieldable()) end
coroutine.wrap(function ()
  table.sort({2, 1}, function (a, b) note("sort"); return a < b end)
  string.gsub("x", "x", function () note("gsub") end)
  tostring(setmetatable({}, {__tostring = function () note("tostring"); return "" end}))
  load(function () note("load") end)
  xpcall(error, function () note("handler") end)
  for _ in ipairs(setmetatable({}, {__index = function () note("ipairs") end})) do end
end)()
for _, s in ipairs(said) do assert(s:find("=true"), s) end
