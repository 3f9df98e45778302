-- debug.getuservalue and setuservalue: files have none.
print(debug.getuservalue(io.stdout, 1))     -- expect: nil
print(debug.getuservalue("x"))              -- expect: nil
print(debug.setuservalue(io.stdout, 5))     -- expect: nil
debug.setuservalue({}, 1) -- expect error: bad argument #1 to 'setuservalue' (userdata expected, got table)
