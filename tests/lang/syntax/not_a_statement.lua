-- An expression that is no call is no statement.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("x") -- expect: x:1: syntax error near <eof>
try("x.y") -- expect: x:1: syntax error near <eof>
try("x.y z = 1") -- expect: x:1: syntax error near 'z'
try("(f())") -- expect: x:1: syntax error near <eof>
try("x + 1") -- expect: x:1: syntax error near '+'
try("x == 1") -- expect: x:1: syntax error near '=='
try("f().x") -- expect: x:1: syntax error near <eof>
try("'a':len()") -- expect: x:1: unexpected symbol near ''a''
try("x, y") -- expect: x:1: '=' expected near <eof>
