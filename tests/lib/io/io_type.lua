-- io.type knows files, closed ones, and everything else.
print(io.type(io.stdin), io.type(7), io.type({})) -- expect: file nil nil
io.type() -- expect error: bad argument #1 to 'type' (value expected)
