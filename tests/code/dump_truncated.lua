-- No beginning of a precompiled chunk is a chunk, and the message says why; what follows it is ignored.
local function sample(a, ...)
  local t = {x = a, y = "a", 1, 2, ...}
  for i = 1, #t do t[i] = function () return t, a, i + 1.5 end end
  return t
end
for _, strip in ipairs {false, true} do
  local chunk = string.dump(sample, strip)
  for i = 1, #chunk - 1 do
    local f, message = load(chunk:sub(1, i), "=part")
    assert(f == nil and message == "part: bad binary format (truncated chunk)", i)
  end
  local i = 0
  local f = load(function () i = i + 1 return i <= #chunk and chunk:sub(i, i) or nil end)
  local t, a, n = f(1, 5)[3]()
  assert(type(t[2]) == "function" and a == 1 and n == 4.5)
  assert(load(chunk .. "and more"))
end
