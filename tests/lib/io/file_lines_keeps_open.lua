-- file:lines does not close the file at its end.
local f <close> = io.tmpfile()
f:write("a\nb")
f:seek("set")
for line in f:lines() do
  print(line)
end
-- expect: a
-- expect: b
print(io.type(f)) -- expect: file
f:seek("set")
for c in f:lines(1) do
  io.write(c == "\n" and "|" or c, " ")
end
print() -- expect: a | b
