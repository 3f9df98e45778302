-- string.reverse turns the bytes round.
print(("abc"):reverse(), #(""):reverse(), ("x"):reverse()) -- expect: cba 0 x
print(("%q"):format(("a\0b"):reverse()))                -- expect: "b\0a"
print(("0123456789"):rep(5):reverse())                  -- expect: 98765432109876543210987654321098765432109876543210
print(string.reverse(123))                              -- expect: 321
