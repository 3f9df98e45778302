-- What begins no expression or statement is an unexpected symbol.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("x = }") -- expect: x:1: unexpected symbol near '}'
try("x = ") -- expect: x:1: unexpected symbol near <eof>
try("x = not") -- expect: x:1: unexpected symbol near <eof>
try("x = a..") -- expect: x:1: unexpected symbol near <eof>
try("return return") -- expect: x:1: unexpected symbol near 'return'
try("= 1") -- expect: x:1: unexpected symbol near '='
try("1 = 2") -- expect: x:1: unexpected symbol near '1'
try("x = 1 1") -- expect: x:1: unexpected symbol near '1'
try("~") -- expect: x:1: unexpected symbol near '~'
try("x = {,}") -- expect: x:1: unexpected symbol near ','
try("x = $") -- expect: x:1: unexpected symbol near '$'
try("x = {1;;}") -- expect: x:1: unexpected symbol near ';'
