-- Every metamethod called by an operator may yield.
local yield = coroutine.yield
local mt = {}
for _, e in ipairs {"add", "sub", "mul", "div", "mod", "pow", "idiv", "unm", "band", "bor", "bxor", "shl", "shr",
                    "bnot", "concat", "len", "eq", "lt", "le", "index", "newindex", "call"} do
  mt["__" .. e] = function (...) return yield(e) end
end
local function object() return setmetatable({}, mt) end
local a, b = object(), object()
local co = coroutine.wrap(function ()
  local r = {}
  local function add(v) r[#r + 1] = tostring(v) end
  add(a + 1) add(1 - a) add(a * a) add(a / 2) add(a % 2) add(a ^ 2) add(a // 2) add(-a)
  add(a & 1) add(2 | a) add(a ~ 1) add(a << 1) add(1 >> a) add(~a)
  add(a .. "x") add("x" .. "y" .. a .. "z") add(#a)
  add(a == b) add(a ~= b) add(a < b) add(a <= b) add(a > 1) add(1 >= a)
  add(a.x) add(a[1]) a.y = 1 a[2] = 2 add(a(1, 2))
  if a == b then add("eq") end
  if not (a < b) then add("not lt") else add("lt") end
  return table.concat(r, " ")
end)
local events, n = {}, 0
local v = co()
while #v < 10 do
  events[#events + 1] = v
  n = n + 1
  v = co(n)
end
print(table.concat(events, " "))        -- expect: add sub mul div mod pow idiv unm band bor bxor shl shr bnot concat concat len eq eq lt le lt le index index newindex newindex call eq lt
print(v)                                -- expect: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 xy16 17 true false true true true true 24 25 28 eq lt
