-- A missing end names what it should close when that began on another line.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("if x then") -- expect: x:1: 'end' expected near <eof>
try("if x then\n") -- expect: x:2: 'end' expected (to close 'if' at line 1) near <eof>
try("while x do\n\nf()") -- expect: x:3: 'end' expected (to close 'while' at line 1) near <eof>
try("for i = 1, 2 do\n") -- expect: x:2: 'end' expected (to close 'for' at line 1) near <eof>
try("repeat\nf() end") -- expect: x:2: 'until' expected (to close 'repeat' at line 1) near 'end'
try("do\n") -- expect: x:2: 'end' expected (to close 'do' at line 1) near <eof>
try("function f()\n") -- expect: x:2: 'end' expected (to close 'function' at line 1) near <eof>
try("x = function ()\nreturn 1, 2; 3") -- expect: x:2: 'end' expected (to close 'function' at line 1) near '3'
try("if x then\nelse\nelseif y then end") -- expect: x:3: 'end' expected (to close 'if' at line 1) near 'elseif'
