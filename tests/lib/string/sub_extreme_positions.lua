-- string.sub takes any integers as positions.
local s = "hello"
print(s:sub(math.mininteger, math.maxinteger))          -- expect: hello
print(s:sub(math.mininteger, 1))                        -- expect: h
print(#s:sub(math.maxinteger, math.mininteger))         -- expect: 0
print(#s:sub(math.maxinteger))                          -- expect: 0
print(#s:sub(1, math.mininteger))                       -- expect: 0
print(s:sub(-5, -5))                                    -- expect: h
print(#s:sub(-6, -6))                                   -- expect: 0
print(s:sub("2", 3.0))                                  -- expect: el
