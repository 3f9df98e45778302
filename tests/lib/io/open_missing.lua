-- io.open of a file that is not there: nil, a message with the name, the number of the error.
local f, message, code = io.open("/nowhere/at/all")
print(f)        -- expect: nil
print(message)  -- expect: /nowhere/at/all: No such file or directory
print(code)     -- expect: 2
