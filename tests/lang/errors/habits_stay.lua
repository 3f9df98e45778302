-- The messages that scripts see for what people write by habit.
local function message(code)
  return select(2, load(code, "=c"))
end
assert(message("x += 1") == "c:1: syntax error near '+'")
assert(message("x++") == "c:1: syntax error near '+'")
assert(message("if x != 1 then end") == "c:1: 'then' expected near '!'")
assert(message("if !x then end") == "c:1: unexpected symbol near '!'")
assert(message("if a && b then end") == "c:1: unexpected symbol near '&'")
assert(message("if x = 1 then end") == "c:1: 'then' expected near '='")
assert(message("t = {a = 1 b = 2}") == "c:1: '}' expected near 'b'")
assert(message("if x\nprint(1) end") == "c:2: 'then' expected near 'print'")
assert(message("while x\nprint(1) end") == "c:2: 'do' expected near 'print'")
assert(message("if x then\nelse if y then\nend\n") == "c:4: 'end' expected (to close 'if' at line 1) near <eof>")
assert(message("continue end") == "c:1: syntax error near 'end'")
assert(message("do end\n  end") == "c:2: <eof> expected near 'end'")

local function failure(f, ...)
  return (select(2, pcall(f, ...)):gsub("^.-:%d+: ", ""))
end
assert(failure(function() pritn(1) end) == "attempt to call a nil value (global 'pritn')")
assert(failure(function() string.fromat(1) end) == "attempt to call a nil value (field 'fromat')")
assert(failure(function(s) s:uper() end, "x") == "attempt to call a nil value (method 'uper')")
assert(failure(function(a, b) return a < b end, 1, nil) == "attempt to compare number with nil")
assert(failure(function(a, b) return a .. b end, 1, nil) == "attempt to concatenate a nil value (local 'b')")
local value = {}
local ok, same = pcall(error, value)
assert(not ok and same == value)
