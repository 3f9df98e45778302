-- The first call in a coroutine may make its frames grow, hence the collector run: parameters in front
-- of extra arguments stay.
local function list(label, ...)
  return label, ...
end
for i = 1, 200 do
  local co = coroutine.wrap(function () return list("label " .. i, i) end)
  local label, n = co()
  assert(label == "label " .. i and n == i)
end
print("kept")                           -- expect: kept
