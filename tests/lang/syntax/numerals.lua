-- A numeral takes every letter and digit that follows.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("x = 3x4") -- expect: x:1: malformed number near '3x'
try("x = 0x") -- expect: x:1: malformed number near '0x'
try("x = 1e") -- expect: x:1: malformed number near '1e'
try("x = 1e+") -- expect: x:1: malformed number near '1e+'
try("x = 0x1p") -- expect: x:1: malformed number near '0x1p'
try("x = 3..2") -- expect: x:1: malformed number near '3..2'
try("x = 1.2.3") -- expect: x:1: malformed number near '1.2.3'
try("x = 5_") -- expect: x:1: malformed number near '5_'
try("x = 0x.8p-1 + .5 + 3. + 0xA.8") -- expect: nil
try("x = 08") -- expect: nil
try("x = 0x.p1") -- expect: x:1: malformed number near '0x.p1'
