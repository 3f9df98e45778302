-- string.len counts bytes.
local function fails(...) print(select(2, pcall(...))) end
print((""):len(), ("a\0b"):len(), string.len(1234), ("\u{7fff}"):len()) -- expect: 0 3 4 3
print(#"abc", #"\0\0")                                  -- expect: 3 2
fails(string.len)                                       -- expect: bad argument #1 to 'string.len' (string expected, got no value)
fails(string.len, {})                                   -- expect: bad argument #1 to 'string.len' (string expected, got table)
fails(string.len, nil)                                  -- expect: bad argument #1 to 'string.len' (string expected, got nil)
