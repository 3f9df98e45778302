-- A reader gives the chunk in pieces; nil or an empty string ends it.
local function reader(...)
  local pieces, i = {...}, 0
  return function() i = i + 1; return pieces[i] end
end
print(load(reader("return ", "1", "2"))()) -- expect: 12
print(load(reader("return 1", "", "2"))()) -- expect: 1
print(load(reader("x =", " ="), "=piece")) -- expect: nil piece:1: unexpected symbol near '='
print(load(reader("x ="))) -- expect: nil (load):1: unexpected symbol near <eof>
print(load(reader())()) -- expect: 
print(load(reader("return x"), "c", "t", {x = "env"})()) -- expect: env
print(load(reader(5, 6))) -- expect: nil (load):1: unexpected symbol near '56'
local binary = string.dump(function(a) return a * 2 end)
local parts = {}
for i = 1, #binary do parts[i] = binary:sub(i, i) end
print(load(reader(table.unpack(parts)), "c", "b")(21)) -- expect: 42
