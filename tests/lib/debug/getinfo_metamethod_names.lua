-- debug.getinfo n: a metamethod is named by its event, whichever instruction calls it.
local names = {}
local function remember()
  local info = debug.getinfo(2, "n")
  names[#names + 1] = info.namewhat == "metamethod" and info.name or "not a metamethod"
  return true
end
local meta = {}
for _, event in ipairs {"index", "newindex", "call", "add", "sub", "mul", "div", "mod", "pow", "unm", "idiv", "band",
  "bor", "bxor", "shl", "shr", "bnot", "concat", "len", "eq", "lt", "le", "close"} do
  meta["__" .. event] = function () return (remember()) end
end
local o, p = setmetatable({}, meta), setmetatable({}, meta)
local function told()
  local all = table.concat(names, " ")
  names = {}
  return all
end

local i, _ = 2, nil
_ = o.x, o[1], o[i], pcall(function () return o:x() end)
o.x, o[1], o[i], o.y = 1, i, i, i
print(told()) -- expect: index index index index newindex newindex newindex newindex
_ = o + p, o + 1, 1 + o, o - p, o - 1, 1 - o, o * 2, 2 * o, o * p, o / 2, 2 / o, o / p
print(told()) -- expect: add add add sub sub sub mul mul mul div div div
_ = o % 2, 2 % o, o % p, o ^ 2, 2 ^ o, o ^ p, o // 2, 2 // o, o // p, -o
print(told()) -- expect: mod mod mod pow pow pow idiv idiv idiv unm
_ = o & 1, 1 & o, o & p, o | 1, 1 | o, o | p, o ~ 1, 1 ~ o, o ~ p, o << 1, 1 << o, o << p, o >> 1, 1 >> o, o >> p, ~o
print(told()) -- expect: band band band bor bor bor bxor bxor bxor shl shl shl shr shr shr bnot
_ = o .. "x", "x" .. o, o .. p, #o, o == p, o ~= p, o < p, o < 1, 1 < o, o > 1, o <= p, o <= 1, o >= 1
print(told()) -- expect: concat concat concat len eq eq lt lt lt lt le le le
do local c <close> = o end
print(told()) -- expect: close
