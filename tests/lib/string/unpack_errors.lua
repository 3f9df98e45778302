-- Errors of string.unpack.
local function fails(...) print(select(2, pcall(...))) end
fails(string.unpack, "i4", "abc")                       -- expect: bad argument #2 to 'string.unpack' (data string too short)
fails(string.unpack, "z", "abc")                        -- expect: bad argument #2 to 'string.unpack' (unfinished string for format 'z')
fails(string.unpack, "c4", "abc")                       -- expect: bad argument #2 to 'string.unpack' (data string too short)
fails(string.unpack, "s1", "\5abc")                     -- expect: bad argument #2 to 'string.unpack' (data string too short)
fails(string.unpack, "s8", "abc")                       -- expect: bad argument #2 to 'string.unpack' (data string too short)
fails(string.unpack, "<s8", ("\255"):rep(8) .. "abc")   -- expect: bad argument #2 to 'string.unpack' (data string too short)
fails(string.unpack, "b", "abc", 5)                     -- expect: bad argument #3 to 'string.unpack' (initial position out of string)
fails(string.unpack, "b", "abc", 4)                     -- expect: bad argument #2 to 'string.unpack' (data string too short)
fails(string.unpack, "", "abc", 5)                      -- expect: bad argument #3 to 'string.unpack' (initial position out of string)
fails(string.unpack, "b", "abc", math.maxinteger)       -- expect: bad argument #3 to 'string.unpack' (initial position out of string)
fails(string.unpack, "x", "")                           -- expect: bad argument #2 to 'string.unpack' (data string too short)
fails(string.unpack, "!4 xi4", "\0\0\0\0\0\0\0")        -- expect: bad argument #2 to 'string.unpack' (data string too short)
fails(string.unpack, "b")                               -- expect: bad argument #2 to 'string.unpack' (string expected, got no value)
fails(string.unpack)                                    -- expect: bad argument #1 to 'string.unpack' (string expected, got no value)
fails(string.unpack, "b", "a", "x")                     -- expect: bad argument #3 to 'string.unpack' (number expected, got string)
fails(string.unpack, "y", "a")                          -- expect: invalid format option 'y'
