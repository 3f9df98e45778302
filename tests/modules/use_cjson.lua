-- cjson: texts to values and back, errors, nesting, sparse arrays.
-- package: lua-cjson
local cjson = require("cjson")
local value = cjson.decode('{"a":[1,2.5,-3e2,"x\\u00e9\\n",true,false,null],"b":{"c":{}}}')
assert(value.a[1] == 1 and value.a[2] == 2.5 and value.a[3] == -300 and value.a[4] == "xé\n")
assert(value.a[5] == true and value.a[6] == false and value.a[7] == cjson.null and next(value.b.c) == nil)
for _ = 1, 100 do
  local items = {}
  for i = 1, 200 do
    items[i] = {id = i, name = "name" .. i, tags = {"a", "b", i}}
  end
  local again = cjson.decode(cjson.encode(items))
  assert(#again == 200 and again[200].name == "name200" and again[7].tags[3] == 7)
end
assert(not pcall(cjson.decode, "[1,"))
assert(select(2, pcall(cjson.decode, "[1,]")):find("Expected value"))
assert(not pcall(cjson.encode, {[1] = 1, x = print}))
assert(not pcall(cjson.encode, setmetatable({}, {__index = error}) and {[100000] = 1}))
local own = cjson.new()
own.encode_sparse_array(true)
assert(own.encode({[3] = 1}) == "[null,null,1]")
local deep = {}
for _ = 1, 2000 do deep = {deep} end
assert(select(2, pcall(cjson.encode, deep)):find("nest"))
assert(cjson.encode({0.1, 1e15, "\0"}) == '[0.1,1e+15,"\\u0000"]')
