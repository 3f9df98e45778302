-- Variables of stripped functions have no names and can be set all the same, whatever their types.
local function body(a)
  local number, list = 1, {}
  coroutine.yield()
  return a, number, list
end
local co = coroutine.create(load(string.dump(body, true)))
assert(coroutine.resume(co, "argument"))
for i = 1, 3 do assert(debug.setlocal(co, 1, i, "new " .. i) == "(temporary)") end
print(coroutine.resume(co))  -- expect: true new 1 new 2 new 3
