-- Repeating nothing is nothing, however often.
-- only: neap
print(#(""):rep(math.maxinteger)) -- expect: 0
print(#(""):rep(math.maxinteger, "")) -- expect: 0
