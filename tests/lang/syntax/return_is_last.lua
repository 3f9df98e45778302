-- A return statement ends its block and takes one semicolon.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("return") -- expect: nil
try("return;") -- expect: nil
try("return 1, 2;") -- expect: nil
try("return;;") -- expect: x:1: <eof> expected near ';'
try("return 1 x()") -- expect: x:1: <eof> expected near 'x'
try("do return end x()") -- expect: nil
try("if x then return 1; end") -- expect: nil
