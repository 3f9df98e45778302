-- A quoted string ends on its line.
print(load("x = 'abc\ny = 1", "=c"))    -- expect: nil c:1: unfinished string near ''abc'
print(load("x = \"abc", "=c"))          -- expect: nil c:1: unfinished string near <eof>
print(load("x = 'abc\\", "=c"))         -- expect: nil c:1: unfinished string near <eof>
