-- Strings have the string library as methods, also on literals in parentheses.
local s = "hello"
print(s:upper(), ("x"):rep(3), s:len(), (5 .. ""):byte()) -- expect: HELLO xxx 5 53
print(s.missing, ("x").len("abc"))      -- expect: nil 3
print(#s:sub(2, 3), s:sub(2):upper())   -- expect: 2 ELLO
