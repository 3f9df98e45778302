-- os.tmpname makes the file; os.remove takes it away, and fails with a triple.
local name = os.tmpname()
io.open(name):close()
print(os.remove(name))             -- expect: true
local f, message, code = os.remove(name)
print(f, message == name .. ": No such file or directory", code) -- expect: nil true 2
