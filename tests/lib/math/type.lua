-- type tells integers from floats.
print(math.type(1), math.type(1.0), math.type(2^53), math.type(1 // 1), math.type(1 / 1))
-- expect: integer float float integer float
print(math.type("1"), math.type(nil), math.type({})) -- expect: nil nil nil
print(pcall(math.type)) -- expect: false bad argument #1 to 'math.type' (value expected)
