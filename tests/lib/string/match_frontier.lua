-- %f[set] matches where the set begins to hold.
print(("THE (quick) fox"):find("%f[%a]%a+%f[%A]"))      -- expect: 1 3
print(("hello world"):gsub("%f[%w]%w+", "<%0>"))        -- expect: <hello> <world> 2
print(("aba"):gsub("%f[a]", "|"))                       -- expect: |ab|a 2
print(("foo bar"):match("%f[%w]%w+$"), ("foo"):match("%f[%z]()"), ("foo"):find("%f[%s]")) -- expect: bar 4 nil
print(("[[]] [][] [[[["):gsub("%f[[].", "x"))           -- expect: x[]] x]x] x[[[ 4
print(("01abc45de3"):gsub("%f[%d]", "."))               -- expect: .01abc.45de.3 3
print(("x"):match("%f[^x]()"), (""):match("%f[\0]"), (""):match("%f[^\0]")) -- expect: 2 nil nil
