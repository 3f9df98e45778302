-- Every arithmetic and bitwise event, with the object on either side.
local mt = {}
for _, event in ipairs {"add", "sub", "mul", "div", "mod", "pow", "idiv", "band", "bor", "bxor", "shl", "shr", "concat"} do
  mt["__" .. event] = function (a, b)
    return event .. (type(a) == "table" and "(t," or "(" .. a .. ",") .. (type(b) == "table" and "t)" or b .. ")")
  end
end
local t = setmetatable({}, mt)
print(t + 1, 1 + t, t + t, "a" + t)     -- expect: add(t,1) add(1,t) add(t,t) add(a,t)
print(t - 1, 2 - t, t * 1, 3 * t)       -- expect: sub(t,1) sub(2,t) mul(t,1) mul(3,t)
print(t / 1, 1 / t, t % 2, 2 % t)       -- expect: div(t,1) div(1,t) mod(t,2) mod(2,t)
print(t ^ 1, 1 ^ t, t // 2, 2 // t)     -- expect: pow(t,1) pow(1,t) idiv(t,2) idiv(2,t)
print(t & 1, 1 & t, t | 2, 2 | t)       -- expect: band(t,1) band(1,t) bor(t,2) bor(2,t)
print(t ~ 1, 1 ~ t, t << 2, 2 << t, t >> 1, 1 >> t) -- expect: bxor(t,1) bxor(1,t) shl(t,2) shl(2,t) shr(t,1) shr(1,t)
print(t .. 1, 1 .. t, t .. "x", "x" .. t, t .. t) -- expect: concat(t,1) concat(1,t) concat(t,x) concat(x,t) concat(t,t)
print(t + 1.5, 1.5 & t, t & 2.5)        -- expect: add(t,1.5) band(1.5,t) band(t,2.5)
