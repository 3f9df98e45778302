-- Unprintable characters are shown by number.
print(load("x = \1", "=c"))             -- expect: nil c:1: unexpected symbol near '<\1>'
print(load("x = \200", "=c"))           -- expect: nil c:1: unexpected symbol near '<\200>'
