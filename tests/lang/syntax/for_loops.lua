-- Errors in the heads of for loops.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("for 1") -- expect: x:1: <name> expected near '1'
try("for a b") -- expect: x:1: '=' or 'in' expected near 'b'
try("for a = 1 do end") -- expect: x:1: ',' expected near 'do'
try("for a = 1, 2, 3, 4 do end") -- expect: x:1: 'do' expected near ','
try("for a, b do end") -- expect: x:1: 'in' expected near 'do'
try("for a, 1 in x do end") -- expect: x:1: <name> expected near '1'
try("for a in x end") -- expect: x:1: 'do' expected near 'end'
try("for a.b in x do end") -- expect: x:1: '=' or 'in' expected near '.'
