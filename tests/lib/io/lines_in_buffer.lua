-- Lines of all lengths, with zeros, after pushed back bytes, between writes: by read, lines and io.lines alike.
local name = os.tmpname()
local lines = {}
for length = 0, 420, 7 do lines[#lines + 1] = ("x"):rep(length) end
for _, length in ipairs {198, 199, 200, 201, 202, 4094, 4095, 4096, 4097, 9000} do
  lines[#lines + 1] = ("\0y"):rep(length):sub(1, length)
end
for i = 1, 300 do lines[#lines + 1] = "number " .. i end
local file = assert(io.open(name, "wb"))
file:write(table.concat(lines, "\n"))
file:close()

local function check(count) assert(count == #lines) end
local i = 0
for line in io.lines(name) do i = i + 1 assert(line == lines[i]) end
check(i)
i = 0
for line in io.lines(name, "L") do
  i = i + 1
  assert(line == lines[i] .. (i < #lines and "\n" or ""))
end
check(i)
file = assert(io.open(name, "rb"))
i = 0
for line in file:lines() do i = i + 1 assert(line == lines[i]) end
check(i)
assert(file:read() == nil and file:read("l") == nil)
file:seek("set")
for n, line in ipairs(lines) do
  if n % 3 == 0 then assert(file:read(0) == (n <= #lines and "" or nil)) end
  assert(file:read() == line)
end
file:close()
assert(not pcall(file.read, file) and not pcall(file.read) and not pcall(file.read, {}))
assert(not pcall(file.read, io.stdout, "x"))

-- Reading and writing take turns.
file = assert(io.open(name, "w+"))
file:write("one\ntwo\nthree\n5 rest\nend")
file:seek("set", 0)
assert(file:read() == "one")
file:seek("cur", 0)
file:write("TWO\n")
file:seek("cur", 0)
assert(file:read() == "three")
assert(file:read("n") == 5 and file:read() == " rest" and file:read() == "end" and file:read() == nil)
file:close()

-- What cannot be read says why.
file = assert(io.open(name, "w"))
local line, message, code = file:read()
assert(line == nil and type(message) == "string" and math.type(code) == "integer")
file:close()
os.remove(name)
