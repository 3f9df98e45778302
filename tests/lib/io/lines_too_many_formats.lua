-- io.lines takes at most 250 formats.
local name = os.tmpname()
local formats = {}
for i = 1, 250 do formats[i] = 0 end
assert(type(io.lines(name, table.unpack(formats))) == "function")
print(pcall(io.lines, name, 0, table.unpack(formats))) -- expect: false bad argument #252 to 'io.lines' (too many arguments)
os.remove(name)
