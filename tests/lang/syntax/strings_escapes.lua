-- Wrong escape sequences are shown up to where they go wrong.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("x = 'a\\q'") -- expect: x:1: invalid escape sequence near ''a\q'
try("x = '\\300'") -- expect: x:1: decimal escape too large near ''\300''
try("x = '\\xag'") -- expect: x:1: hexadecimal digit expected near ''\xag'
try("x = '\\x1") -- expect: x:1: hexadecimal digit expected near ''\x1'
try("x = '\\u{80000000}'") -- expect: x:1: UTF-8 value too large near ''\u{80000000'
try("x = '\\u1'") -- expect: x:1: missing '{' near ''\u1'
try("x = '\\u{}'") -- expect: x:1: hexadecimal digit expected near ''\u{}'
try("x = '\\u{12") -- expect: x:1: missing '}' near ''\u{12'
try("x = '\\u{7fffffff}'") -- expect: nil
try("x = '\\65\\066\\x43\\400'") -- expect: x:1: decimal escape too large near ''ABC\400''
