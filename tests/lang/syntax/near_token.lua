-- A message shows the token as it was understood.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("x = 1 'a\\65b'") -- expect: x:1: unexpected symbol near ''aAb''
try("x = 1 [==[ab]==]") -- expect: x:1: unexpected symbol near '[==[ab]==]'
try("x = 1 0x10") -- expect: x:1: unexpected symbol near '0x10'
try("x = 1 ...") -- expect: x:1: unexpected symbol near '...'
try("x = 1 \1") -- expect: x:1: unexpected symbol near '<\1>'
try("x = 1 \228") -- expect: x:1: unexpected symbol near '<\228>'
try("x = 1 @") -- expect: x:1: unexpected symbol near '@'
try("x = 1 'a\\0b'") -- expect: x:1: unexpected symbol near ''a'
try("x = 1 \0") -- expect: x:1: unexpected symbol
