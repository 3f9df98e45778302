-- Everything at once, by pieces, and by lines gives the same bytes.
local name = os.tmpname()
local parts = {}
for i = 1, 20000 do
  parts[i] = ("%d:%s\n"):format(i, ("\0\255z"):rep(i % 50))
end
local all = table.concat(parts)
local f = io.open(name, "wb")
f:write(all)
f:close()
f = io.open(name, "rb")
assert(f:read("a") == all and f:read("a") == "")
f:seek("set")
assert(f:read(#all + 1000) == all and f:read(1) == nil)
f:seek("set", 10)
assert(f:read("a") == all:sub(11))
f:seek("set")
local pieces = {}
for piece in f:lines(4093) do pieces[#pieces + 1] = piece end
assert(table.concat(pieces) == all)
f:close()
local n = 0
for line in io.lines(name, "L") do
  n = n + 1
  assert(line == parts[n])
end
assert(n == #parts)
os.remove(name)
