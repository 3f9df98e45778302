-- SPDX-License-Identifier: MIT
-- Compiling generated source.
local load, parts = loadstring or load, {}
for i = 1, 300 do
  parts[#parts + 1] = ([[
local function f%d(a, b, ...)
  local t = {x = a, y = b, "s", %d, ...}
  if a > b and t.x ~= nil then
    for i = 1, #t do t[i] = (t[i] or 0) .. "-" .. i end
  elseif not b then
    while a < %d do a = a + b * 2 end
  else
    t.callback = function (v) return t.x + v, a.field.name:method(b, "text") end
  end
  return t, a + b * %d
end
]]):format(i, i, i, i):gsub("local function", i > 150 and "function" or "local function")
end
local source, n = table.concat(parts), 0
for i = 1, 60 do
  local f = assert(load(source, "=source" .. i))
  n = n + (f and #source or 0)
end
print(n)
