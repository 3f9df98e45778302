-- Long strings and comments need the same number of equal signs at both ends.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("x = [==[ ]] ]=] ]==]") -- expect: nil
try("x = [==[ ]] \n") -- expect: x:2: unfinished long string (starting at line 1) near <eof>
try("--[[ \n\n") -- expect: x:3: unfinished long comment (starting at line 1) near <eof>
try("--[==[ ]] ]==] x = 1") -- expect: nil
try("x = [=a") -- expect: x:1: invalid long string delimiter near '[='
try("x = [===") -- expect: x:1: invalid long string delimiter near '[==='
try("--[=a\nx = 1") -- expect: nil
