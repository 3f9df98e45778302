-- load compiles text; errors come back as nil and a message.
print(load("return 1 + 1")())
print(load("return ...", "name")(4, 5))
print(load("x ="))
print(load("x =", "=shown"))
print(load("x =", "@file.lua"))
print(load("\n\nx = = 2", "several\nlines"))
print(load(5))
-- expect: 2
-- expect: 4 5
-- expect: nil [string "x ="]:1: unexpected symbol near <eof>
-- expect: nil shown:1: unexpected symbol near <eof>
-- expect: nil file.lua:1: unexpected symbol near <eof>
-- expect: nil [string "several..."]:3: unexpected symbol near '='
-- expect: nil [string "5"]:1: unexpected symbol near '5'
