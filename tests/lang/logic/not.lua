-- not gives a boolean; only nil and false are false.
print(not nil, not false, not 0, not "", not {})    -- expect: true true false false false
print(not not nil, not not 1)                       -- expect: false true
