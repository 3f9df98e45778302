-- Errors of alignment.
local function fails(...) print(select(2, pcall(...))) end
fails(string.pack, "!4 i3", 1)                          -- expect: bad argument #1 to 'string.pack' (format asks for alignment not power of 2)
fails(string.pack, "!3 i4", 1)                          -- expect: bad argument #1 to 'string.pack' (format asks for alignment not power of 2)
fails(string.pack, "!17", 1)                            -- expect: integral size (17) out of limits [1,16]
fails(string.pack, "!0", 1)                             -- expect: integral size (0) out of limits [1,16]
fails(string.pack, "X")                                 -- expect: bad argument #1 to 'string.pack' (invalid next option for option 'X')
fails(string.pack, "Xz")                                -- expect: bad argument #1 to 'string.pack' (invalid next option for option 'X')
fails(string.pack, "Xc1")                               -- expect: bad argument #1 to 'string.pack' (invalid next option for option 'X')
fails(string.pack, "X ")                                -- expect: bad argument #1 to 'string.pack' (invalid next option for option 'X')
fails(string.pack, "XX")                                -- expect: bad argument #1 to 'string.pack' (invalid next option for option 'X')
fails(string.pack, "X<i4")                              -- expect: bad argument #1 to 'string.pack' (invalid next option for option 'X')
fails(string.pack, "!4Xi3")                             -- expect: bad argument #1 to 'string.pack' (format asks for alignment not power of 2)
print(#string.pack("Xi3"), #string.pack("!4 Xb"), #string.pack("i3", 1)) -- expect: 0 0 3
