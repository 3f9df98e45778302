-- The standard files cannot be closed.
print(io.stdout:close()) -- expect: nil cannot close standard file
print(io.close())        -- expect: nil cannot close standard file
print(io.type(io.stdout)) -- expect: file
