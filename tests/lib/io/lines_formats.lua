-- io.lines passes its formats to read; the loop ends where the first result is nil.
local name = os.tmpname()
local f = io.open(name, "w")
f:write("1 one\n2 two\n3 ")
f:close()
for n, word in io.lines(name, "n", "l") do
  print(n, word)
end
-- expect: 1 one
-- expect: 2 two
-- expect: 3
for a, b in io.lines(name, 1, 2) do
  io.write("<", a, ",", b, ">")
end
print()
-- expect: <1, o><n,e
-- expect: ><2, t><w,o
-- expect: ><3, >
os.remove(name)
