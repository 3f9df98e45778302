-- A letter after a number makes it malformed.
print("not run")
local x = 3x                            -- expect syntax error: malformed number near '3x'
