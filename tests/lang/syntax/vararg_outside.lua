-- Only vararg functions and main chunks have varargs.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("return ...") -- expect: nil
try("function f() return ... end") -- expect: x:1: cannot use '...' outside a vararg function near '...'
try("function f(...) return function () return ... end end") -- expect: x:1: cannot use '...' outside a vararg function near '...'
try("function f(...) return {...}, (...) end") -- expect: nil
