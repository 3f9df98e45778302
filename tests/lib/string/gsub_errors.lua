-- Errors of string.gsub.
local function fails(...) print(select(2, pcall(...))) end
fails(string.gsub)                                      -- expect: bad argument #1 to 'string.gsub' (string expected, got no value)
fails(string.gsub, "x")                                 -- expect: bad argument #2 to 'string.gsub' (string expected, got no value)
fails(string.gsub, "x", "x")                            -- expect: bad argument #3 to 'string.gsub' (string/function/table expected, got no value)
fails(string.gsub, "x", "x", true)                      -- expect: bad argument #3 to 'string.gsub' (string/function/table expected, got boolean)
fails(string.gsub, "x", "x", nil)                       -- expect: bad argument #3 to 'string.gsub' (string/function/table expected, got nil)
fails(string.gsub, "x", "x", "y", {})                   -- expect: bad argument #4 to 'string.gsub' (number expected, got table)
fails(string.gsub, "x", "x", true, {})                  -- expect: bad argument #4 to 'string.gsub' (number expected, got table)
fails(string.gsub, "x", "x", "%")                       -- expect: invalid use of '%' in replacement string
fails(string.gsub, "x", "x", "%a")                      -- expect: invalid use of '%' in replacement string
fails(string.gsub, "x", "x", "%2")                      -- expect: invalid capture index %2
fails(string.gsub, "x", "(x)", "%2")                    -- expect: invalid capture index %2
fails(string.gsub, "x", "(x", "%1")                     -- expect: unfinished capture
fails(string.gsub, "x", "(x", function() end)           -- expect: unfinished capture
fails(string.gsub, "x", "x", function() return {} end)  -- expect: invalid replacement value (a table)
fails(string.gsub, "x", "x", function() return print end) -- expect: invalid replacement value (a function)
fails(string.gsub, "x", "x", {x = true})                -- expect: invalid replacement value (a boolean)
fails(string.gsub, "x", "x", {x = {}})                  -- expect: invalid replacement value (a table)
fails(string.gsub, "x", "%", "y")                       -- expect: malformed pattern (ends with '%')
fails(string.gsub, "x", "[x", function() end)           -- expect: malformed pattern (missing ']')
