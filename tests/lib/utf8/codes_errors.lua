-- Errors of utf8.codes.
local function fails(...) print((select(2, pcall(...)):gsub("^[^:]+:%d+: ", ""))) end
local function go(s, lax) for _ in utf8.codes(s, lax) do end end
fails(utf8.codes)                                       -- expect: bad argument #1 to 'utf8.codes' (string expected, got no value)
fails(utf8.codes, {})                                   -- expect: bad argument #1 to 'utf8.codes' (string expected, got table)
fails(function() go("ab\xff") end)                      -- expect: invalid UTF-8 code
fails(function() go("\u{D800}") end)                    -- expect: invalid UTF-8 code
fails(function() go("\u{110000}") end)                  -- expect: invalid UTF-8 code
fails(function() go("a\xe2\x82") end)                   -- expect: invalid UTF-8 code
fails(function() go("\xFE", true) end)                  -- expect: invalid UTF-8 code
fails(function() go("\xC0\x80", true) end)              -- expect: invalid UTF-8 code
print(pcall(go, "\u{D800}", true))                      -- expect: true
