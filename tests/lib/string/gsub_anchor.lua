-- An anchored pattern is replaced at most once.
print(("aaa"):gsub("^a", "b"))
print(("baa"):gsub("^a", "b"))
print(("aaa"):gsub("^a*", "x"))
print(("aaa"):gsub("a$", "b"))
print(("aaa"):gsub("^", "x"))
print(("aaa"):gsub("$", "x"))
print(("  trim  "):gsub("^%s*(.-)%s*$", "[%1]"))
print(("a\nb"):gsub("$", "|"))
-- expect: baa 1
-- expect: baa 0
-- expect: x 1
-- expect: aab 1
-- expect: xaaa 1
-- expect: aaax 1
-- expect: [trim] 1
-- expect: a
-- expect: b| 1
