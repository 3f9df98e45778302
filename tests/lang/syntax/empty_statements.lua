-- Semicolons alone are statements.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try(";;;") -- expect: nil
try("; x = 1;;") -- expect: nil
try("if x then ; end;") -- expect: nil
try("::a::;;::b::") -- expect: nil
