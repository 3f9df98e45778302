-- Library functions that call back may be yielded across.
-- only: neap
local function collect(f)
  local co, out = coroutine.wrap(f), {}
  local v = co()
  while v ~= "end" do
    out[#out + 1] = tostring(v)
    v = co(v)
  end
  return table.concat(out, " ")
end
local yield = coroutine.yield
print(collect(function() pcall(yield, "pcall"); return "end" end))
print(collect(function() xpcall(error, function() yield("handler") end) return "end" end))
print(collect(function()
  for k in pairs(setmetatable({}, {__pairs = function() yield("pairs"); return next, {} end})) do end
  return "end"
end))
print(collect(function()
  local t = setmetatable({}, {__index = function(_, i) if i < 3 then return yield(i) end end})
  for i in ipairs(t) do end
  return "end"
end))
-- expect: pcall
-- expect: handler
-- expect: pairs
-- expect: 1 2
