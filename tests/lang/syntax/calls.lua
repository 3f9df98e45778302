-- A method needs arguments, and a call may take a string or a table.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("a:b") -- expect: x:1: function arguments expected near <eof>
try("a:b = 1") -- expect: x:1: function arguments expected near '='
try("a.b:c.d()") -- expect: x:1: function arguments expected near '.'
try("f'x'{y = 1}[[z]]") -- expect: nil
try("f{") -- expect: x:1: unexpected symbol near <eof>
try("f(1,)") -- expect: x:1: unexpected symbol near ')'
try("a:1()") -- expect: x:1: <name> expected near '1'
