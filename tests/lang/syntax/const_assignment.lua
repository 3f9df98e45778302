-- Constant and to-be-closed variables cannot be assigned, from inner functions neither.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("local x <const> = 1; x = 2") -- expect: x:1: attempt to assign to const variable 'x'
try("local x <const> = {}; a, x = 2") -- expect: x:1: attempt to assign to const variable 'x'
try("local x <close> = nil; x = 2") -- expect: x:1: attempt to assign to const variable 'x'
try("local x <const> = f(); function g() x = 2 end") -- expect: x:1: attempt to assign to const variable 'x'
try("local x <const> = 1; function g() x = 2 end") -- expect: x:1: attempt to assign to const variable 'x'
try("local x <const> = 1; function x() end") -- expect: x:1: attempt to assign to const variable 'x'
try("local x <const> = 1; (x) = 2") -- expect: x:1: syntax error near '='
try("local x <const> = {}; x.y = 1; function x.f() end") -- expect: nil
try("local x <const> = 1; local x; x = 2") -- expect: nil
try("local x <const> = 1; for x = 1, 2 do x = 3 end") -- expect: nil
