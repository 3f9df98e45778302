-- An error in a pattern shows only when the match gets there.
print(("a"):match("b%"), ("a"):find("b["), ("a"):match("b)"), ("a"):match("b%1")) -- expect: nil nil nil nil
print(("a"):find("bc(")) -- the pattern has special characters, and matches nowhere -- expect: nil
print(("abc"):gsub("x%", ""))                           -- expect: abc 0
print(pcall(string.match, "b", "b%f"))                  -- expect: false missing '[' after '%f' in pattern
print((""):match("a["), pcall(string.match, "a", "a[")) -- expect: nil false malformed pattern (missing ']')
print(("a"):gsub("(a", "b"))                            -- expect: b 1
