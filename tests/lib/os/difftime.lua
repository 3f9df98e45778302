-- os.difftime: seconds as a float; both arguments are needed.
print(os.difftime(10, 4))  -- expect: 6.0
print(os.difftime(4, 10))  -- expect: -6.0
os.difftime(1) -- expect error: bad argument #2 to 'difftime' (number expected, got no value)
