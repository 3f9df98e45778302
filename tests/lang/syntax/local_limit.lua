-- A function has at most 200 local variables at a time; loops use hidden ones.
local function names(n)
    return ("a,"):rep(n - 1) .. "a"
end
local function try(source)
    print((select(2, load(source, "=x"))))
end
try("local " .. names(200))         -- expect: nil
try("local " .. names(200) .. ", b") -- expect: x:1: too many local variables (limit is 200) in main function near <eof>
try("do local " .. names(200) .. " end do local " .. names(200) .. " end") -- expect: nil
try("\nfunction f(" .. names(200) .. ") local b end") -- expect: x:2: too many local variables (limit is 200) in function at line 2 near 'end'
try("local " .. names(196) .. " for i = 1, 2 do end") -- expect: nil
try("local " .. names(197) .. " for i = 1, 2 do end") -- expect: x:1: too many local variables (limit is 200) in main function near '='
try("local " .. names(195) .. " for i in f do end") -- expect: nil
try("local " .. names(196) .. " for i in f do end") -- expect: x:1: too many local variables (limit is 200) in main function near 'in'
try("local " .. names(200) .. " function f() local " .. names(200) .. " end") -- expect: nil
