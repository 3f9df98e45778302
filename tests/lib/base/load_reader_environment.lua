-- Without an environment among the arguments a function from a reader has the global one.
local function reader(text)
  local i = 0
  return function ()
    i = i + 1
    return text:sub(i, i)
  end
end
x = 5
for _, text in ipairs {"return x", string.dump(load("return x"))} do
  assert(load(reader(text))() == 5)
  assert(load(reader(text), "name")() == 5)
  assert(load(reader(text), nil, "bt")() == 5)
  assert(load(reader(text), nil, "bt", {x = 6})() == 6)
  assert(not pcall(load(reader(text), nil, "bt", nil)))
end
