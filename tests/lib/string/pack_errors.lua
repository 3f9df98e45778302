-- Errors of formats and arguments.
local function fails(...) print(select(2, pcall(...))) end
fails(string.pack, "y", 1)                              -- expect: invalid format option 'y'
fails(string.pack, "i17", 1)                            -- expect: integral size (17) out of limits [1,16]
fails(string.pack, "i0", 1)                             -- expect: integral size (0) out of limits [1,16]
fails(string.pack, "I99999999999", 1)                   -- expect: integral size (999999999) out of limits [1,16]
fails(string.pack, "i")                                 -- expect: bad argument #2 to 'string.pack' (number expected, got nil)
fails(string.pack, "ii", 1)                             -- expect: bad argument #3 to 'string.pack' (number expected, got nil)
fails(string.pack, "i", "x")                            -- expect: bad argument #2 to 'string.pack' (number expected, got string)
fails(string.pack, "i", 1.5)                            -- expect: bad argument #2 to 'string.pack' (number has no integer representation)
fails(string.pack, "d", {})                             -- expect: bad argument #2 to 'string.pack' (number expected, got table)
fails(string.pack, "z")                                 -- expect: bad argument #2 to 'string.pack' (string expected, got nil)
fails(string.pack, "s", {})                             -- expect: bad argument #2 to 'string.pack' (string expected, got table)
fails(string.pack)                                      -- expect: bad argument #1 to 'string.pack' (string expected, got no value)
fails(string.pack, {})                                  -- expect: bad argument #1 to 'string.pack' (string expected, got table)
print(string.pack("i1", "65"), string.pack("z", 12) == "12\0", string.pack("i1", 65.0)) -- expect: A true A
