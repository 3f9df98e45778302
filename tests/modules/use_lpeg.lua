-- lpeg: patterns, captures of every kind, a grammar, runtime captures, re.
-- package: lua-lpeg
local lpeg = require("lpeg")
local P, R, S, V, C, Ct, Cc, Cg, Cb, Cmt, Cf, Cs =
  lpeg.P, lpeg.R, lpeg.S, lpeg.V, lpeg.C, lpeg.Ct, lpeg.Cc, lpeg.Cg, lpeg.Cb, lpeg.Cmt, lpeg.Cf, lpeg.Cs
local space = S(" \n\t") ^ 0
local number = C(P("-") ^ -1 * R("09") ^ 1) / tonumber * space
local function binary(left, op, right)
  if op == "+" then return left + right elseif op == "-" then return left - right end
  return op == "*" and left * right or left / right
end
local calculator = P {
  "Sum",
  Sum = Cf(V "Product" * Cg(C(S "+-") * space * V "Product") ^ 0, binary),
  Product = Cf(V "Atom" * Cg(C(S "*/") * space * V "Atom") ^ 0, binary),
  Atom = number + P "(" * space * V "Sum" * ")" * space,
}
assert(calculator:match("(1 + 2) * 3 - 4 * (5 - 7)") == 17)
assert(calculator:match(("("):rep(50) .. "7" .. (")"):rep(50)) == 7)
assert(Cs((P "x" / "yy" + 1) ^ 0):match("axbx") == "ayybyy")
assert(Cs((R "az" ^ 1 / string.upper + 1) ^ 0):match("ab1cd") == "AB1CD")
local words = Ct((C(R "az" ^ 1) + 1) ^ 0):match(("word "):rep(10000))
assert(#words == 10000)
local balanced = Cmt(C(P "<" * (1 - P ">") ^ 0 * ">"), function (_, i, s) return #s > 3 and i, s:rev() end)
assert(not pcall(balanced.match, balanced, "<abc>")) -- the error inside crosses the match
local even = Cmt(R "09" ^ 1, function (s, i) return tonumber(s:sub(1, i - 1)) % 2 == 0 end)
assert(even:match("124") and not even:match("123"))
local long = "[" * Cg(P "=" ^ 0, "level") * "[" * C((1 - P "]]") ^ 0) * "]" * Cb("level") * "]"
assert(long:match("[[text]]") == "text")
local re = require("re")
assert(re.gsub("hello World", "[A-Z]", "<%0>") == "hello <W>orld")
local list = re.compile([[ list <- {| item (',' item)* |}   item <- {[^,]*} ]])
assert(table.concat(list:match("a,b,,c"), "|") == "a|b||c")
assert(not pcall(P, {V "x"}))
assert(lpeg.locale().alpha:match("a") == 2)
