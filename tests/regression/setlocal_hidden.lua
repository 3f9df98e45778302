-- debug.setlocal cannot break what hidden slots hold: tables under construction, the state of a loop.
-- only: neap
local function set_hidden(value)
  local refused = 0
  for n = 1, 250 do
    local name = debug.getlocal(2, n)
    if name == nil then break end
    if name:sub(1, 1) == "(" and debug.setlocal(2, n, value) == nil then refused = refused + 1 end
  end
  return refused
end
local function construct(value)
  local t = {x = 1, y = set_hidden(value), z = 3, 4, 5}
  return t
end
for _, value in ipairs {0, "text", {}, print} do
  local t = construct(value)
  assert(t.x == 1 and t.y > 0 and t.z == 3 and t[1] == 4 and t[2] == 5)
end
local function loop(value)
  local count = 0
  for i = 1.5, 3.5 do count = count + 1 set_hidden(value) end
  return count
end
print(loop("text"), loop({}), loop(7))  -- expect: 3 3 3
local function varargs(...)
  assert(debug.setlocal(1, -1, "new") == "(vararg)")
  return ...
end
print(varargs(1, 2))                    -- expect: new 2
print(pcall(table.sort, {3, 2, 1}, function (a, b)
  assert(debug.setlocal(2, 1, "no table") == nil)
  return a < b
end))                                   -- expect: true
