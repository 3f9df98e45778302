-- Escapes mix with ordinary text and with the other quote.
print('say "hi"', "it's")               -- expect: say "hi" it's
print("tab\tx", "\65\66\067D")          -- expect: tab x ABCD
print(#"a\0b", ("a\0b"):byte(1, -1))    -- expect: 3 97 0 98
print("\z  \z  end")                    -- expect: end
