-- Local variables take the attributes const and close.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("local x <const>, y <close> = 1") -- expect: nil
try("local x <foo> = 1") -- expect: x:1: unknown attribute 'foo'
try("local x <5>") -- expect: x:1: <name> expected near '5'
try("local x <close> <const>") -- expect: x:1: unexpected symbol near '<'
try("local x <const") -- expect: x:1: '>' expected near <eof>
try("local x <close>, y <close> = 1") -- expect: x:1: multiple to-be-closed variables in local list
try("function f(x <const>) end") -- expect: x:1: ')' expected near '<'
