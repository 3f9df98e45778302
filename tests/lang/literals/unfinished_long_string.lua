-- The message names the line where the string began.
local ok, message = load("\n\nx = [[abc\ndef", "=c")
print(ok, message)                      -- expect: nil c:4: unfinished long string (starting at line 3) near <eof>
ok, message = load("--[[ abc\ndef", "=c")
print(ok, message)                      -- expect: nil c:2: unfinished long comment (starting at line 1) near <eof>
