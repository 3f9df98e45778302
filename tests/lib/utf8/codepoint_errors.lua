-- Errors of utf8.codepoint.
local function fails(...) print(select(2, pcall(...))) end
fails(utf8.codepoint)                                   -- expect: bad argument #1 to 'utf8.codepoint' (string expected, got no value)
fails(utf8.codepoint, "abc", 0)                         -- expect: bad argument #2 to 'utf8.codepoint' (out of bounds)
fails(utf8.codepoint, "abc", 4)                         -- expect: bad argument #3 to 'utf8.codepoint' (out of bounds)
fails(utf8.codepoint, "abc", 1, 4)                      -- expect: bad argument #3 to 'utf8.codepoint' (out of bounds)
fails(utf8.codepoint, "abc", -4)                        -- expect: bad argument #2 to 'utf8.codepoint' (out of bounds)
fails(utf8.codepoint, "")                               -- expect: bad argument #3 to 'utf8.codepoint' (out of bounds)
fails(utf8.codepoint, "abc", "x")                       -- expect: bad argument #2 to 'utf8.codepoint' (number expected, got string)
fails(utf8.codepoint, "\xff")                           -- expect: invalid UTF-8 code
fails(utf8.codepoint, "ä", 2)                          -- expect: invalid UTF-8 code
fails(utf8.codepoint, "a\x80", 1, 2)                    -- expect: invalid UTF-8 code
fails(utf8.codepoint, "\u{D800}")                       -- expect: invalid UTF-8 code
fails(utf8.codepoint, "\u{DFFF}")                       -- expect: invalid UTF-8 code
fails(utf8.codepoint, "\u{110000}")                     -- expect: invalid UTF-8 code
fails(utf8.codepoint, "abc", math.maxinteger)           -- expect: bad argument #3 to 'utf8.codepoint' (out of bounds)
fails(utf8.codepoint, "abc", math.mininteger)           -- expect: bad argument #2 to 'utf8.codepoint' (out of bounds)
