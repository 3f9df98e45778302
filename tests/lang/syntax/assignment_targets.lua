-- Only variables and fields can be assigned.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("f() = 1") -- expect: x:1: syntax error near '='
try("(a) = 1") -- expect: x:1: syntax error near '='
try("(a).b, (a.b)[c] = 1") -- expect: nil
try("a, f() = 1") -- expect: x:1: syntax error near '='
try("a, b + 1 = 1") -- expect: x:1: '=' expected near '+'
try("a = b = 1") -- expect: x:1: unexpected symbol near '='
try("local a.b = 1") -- expect: x:1: unexpected symbol near '.'
try("a:b() = 1") -- expect: x:1: syntax error near '='
try("nil = 1") -- expect: x:1: unexpected symbol near 'nil'
