-- ".0x" begins a numeral in hexadecimal notation, and a malformed one.
print(load("return .0X.", "=s"))        -- expect: nil s:1: malformed number near '.0X.'
print(load("return .0x5", "=s"))        -- expect: nil s:1: malformed number near '.0x5'
print(load("return .0xfp+1z", "=s"))    -- expect: nil s:1: malformed number near '.0xfp+1z'
print(load("return .5x", "=s"))         -- expect: nil s:1: malformed number near '.5x'
print(.0, .05e1)                        -- expect: 0.0 0.5
