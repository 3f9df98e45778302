-- Strings end on their line unless the line break is escaped.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("x = 'abc") -- expect: x:1: unfinished string near <eof>
try("x = 'abc\n'") -- expect: x:1: unfinished string near ''abc'
try("x = \"a\\\nb\"") -- expect: nil
try("x = 'a\\") -- expect: x:1: unfinished string near <eof>
try("x = 'a\\z  \n  b'") -- expect: nil
try("x = 'a\\\\'") -- expect: nil
