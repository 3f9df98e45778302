-- Of two wrong arguments math.fmod names the second, as Debian's and all other usual builds of 5.4 do.
print(pcall(math.fmod, "x", {}))        -- expect: false bad argument #2 to 'math.fmod' (number expected, got table)
print(pcall(math.fmod, "x", 1))         -- expect: false bad argument #1 to 'math.fmod' (number expected, got string)
print(pcall(math.fmod, "x"))            -- expect: false bad argument #2 to 'math.fmod' (number expected, got no value)
print(pcall(math.fmod))                 -- expect: false bad argument #2 to 'math.fmod' (number expected, got no value)
