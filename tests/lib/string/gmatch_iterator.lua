-- The iterator of gmatch can be called by hand, and after the end.
local next_word = ("one two"):gmatch("%a+")
print(next_word())                                      -- expect: one
print(next_word())                                      -- expect: two
print(select("#", next_word()))                         -- expect: 0
print(select("#", next_word()))                         -- expect: 0
local f = ("ab"):gmatch("(.)(.)")
print(f())                                              -- expect: a b
print(select("#", f()))                                 -- expect: 0
local p = ("aXb"):gmatch("()X()")
print(p("ignored", 1))                                  -- expect: 2 3
