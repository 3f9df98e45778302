-- A missing bracket names its opening one when that stands on another line.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("x = (a") -- expect: x:1: ')' expected near <eof>
try("x = (\na") -- expect: x:2: ')' expected (to close '(' at line 1) near <eof>
try("x = {1, 2\n3}") -- expect: x:2: '}' expected (to close '{' at line 1) near '3'
try("x = {1 2}") -- expect: x:1: '}' expected near '2'
try("f(1\n2)") -- expect: x:2: ')' expected (to close '(' at line 1) near '2'
try("x = a[1") -- expect: x:1: ']' expected near <eof>
try("x = a[1\n") -- expect: x:2: ']' expected near <eof>
try("x = {[1=2}") -- expect: x:1: ']' expected near '='
