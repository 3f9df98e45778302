-- Every escape sequence of quoted strings.
print("\a\b\f\n\r\t\v\\\"\'" == "\7\8\12\10\13\9\11\92\34\39") -- expect: true
print("\x41\x6a\65\065\0651")           -- expect: AjAAA1
print("\u{41}\u{e9}\u{20AC}\u{1F600}")  -- expect: Aé€😀
print(#"\u{7FFFFFFF}", #"\0\00\000")    -- expect: 6 3
print("a\
b")
-- expect: a
-- expect: b
print("a\z
       b\z   c")                        -- expect: abc
