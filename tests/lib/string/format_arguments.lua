-- Missing and wrong arguments of string.format.
local function fails(...) print(select(2, pcall(...))) end
fails(string.format)                                    -- expect: bad argument #1 to 'string.format' (string expected, got no value)
fails(string.format, nil)                               -- expect: bad argument #1 to 'string.format' (string expected, got nil)
fails(string.format, {})                                -- expect: bad argument #1 to 'string.format' (string expected, got table)
fails(string.format, "%d")                              -- expect: bad argument #2 to 'string.format' (no value)
fails(string.format, "%d %d", 1)                        -- expect: bad argument #3 to 'string.format' (no value)
fails(string.format, "%s")                              -- expect: bad argument #2 to 'string.format' (no value)
fails(string.format, "%y")                              -- expect: bad argument #2 to 'string.format' (no value)
fails(string.format, "%d", "x")                         -- expect: bad argument #2 to 'string.format' (number expected, got string)
fails(string.format, "%d", {})                          -- expect: bad argument #2 to 'string.format' (number expected, got table)
fails(string.format, "%d", 1.5)                         -- expect: bad argument #2 to 'string.format' (number has no integer representation)
fails(string.format, "%x", 1e20)                        -- expect: bad argument #2 to 'string.format' (number has no integer representation)
fails(string.format, "%d", "1.5")                       -- expect: bad argument #2 to 'string.format' (number has no integer representation)
fails(string.format, "%d", 0/0)                         -- expect: bad argument #2 to 'string.format' (number has no integer representation)
fails(string.format, "%f", "x")                         -- expect: bad argument #2 to 'string.format' (number expected, got string)
fails(string.format, "%g", nil)                         -- expect: bad argument #2 to 'string.format' (number expected, got nil)
fails(string.format, "%a", {})                          -- expect: bad argument #2 to 'string.format' (number expected, got table)
fails(string.format, "%c", "x")                         -- expect: bad argument #2 to 'string.format' (number expected, got string)
fails(string.format, "%c", 1.5)                         -- expect: bad argument #2 to 'string.format' (number has no integer representation)
fails(string.format, "%5s", "a\0b")                     -- expect: bad argument #2 to 'string.format' (string contains zeros)
fails(string.format, "%.3s", "a\0b")                    -- expect: bad argument #2 to 'string.format' (string contains zeros)
fails(string.format, "%q", {})                          -- expect: bad argument #2 to 'string.format' (value has no literal form)
fails(string.format, "%q", print)                       -- expect: bad argument #2 to 'string.format' (value has no literal form)
fails(string.format, "%10q", "x")                       -- expect: specifier '%q' cannot have modifiers
fails(string.format, "%0q", "x")                        -- expect: specifier '%q' cannot have modifiers
print(string.format(12), string.format("%d", 1, 2, 3))  -- expect: 12 1
