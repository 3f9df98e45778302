-- SPDX-License-Identifier: MIT
-- A file written line by line, and read by lines, numbers and blocks.
local name = os.tmpname()
local file = assert(io.open(name, "w"))
for i = 1, 200000 do file:write("line ", i, " of the file\n") end
file:close()
local bytes = 0
for _ = 1, 5 do
  for line in io.lines(name) do bytes = bytes + #line end
end
file = assert(io.open(name))
for line in file:lines("L") do bytes = bytes + #line end
file:seek("set")
while true do
  local line = file:read()
  if not line then break end
  bytes = bytes + #line
end
file:seek("set")
for block in file:lines(4096) do bytes = bytes + #block end
file:close()
file = assert(io.open(name, "w"))
for i = 1, 100000 do file:write(i, " ", i / 8, "\n") end
file:close()
local sum = 0
for a, b in io.lines(name, "n", "n") do sum = sum + a + b end
os.remove(name)
print(bytes, sum)
