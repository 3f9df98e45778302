-- os.getenv: a string, or nil.
print(type(os.getenv("PATH")), os.getenv("SURELY_NOBODY_SETS_THIS")) -- expect: string nil
os.getenv() -- expect error: bad argument #1 to 'getenv' (string expected, got no value)
