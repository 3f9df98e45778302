-- Constructors take positional, named and computed fields with two separators.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("x = {1, 2; 3, n = 4, [5] = 6,}") -- expect: nil
try("x = {a = }") -- expect: x:1: unexpected symbol near '}'
try("x = {[1]}") -- expect: x:1: '=' expected near '}'
try("x = {a.b = 1}") -- expect: x:1: '}' expected near '='
try("x = {f = 1, function () end, x}") -- expect: nil
try("x = {1 = 2}") -- expect: x:1: '}' expected near '='
try("x = {...}") -- expect: nil
