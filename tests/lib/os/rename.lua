-- os.rename: a file under another name; failures are triples that name the old one or none.
local from, to = os.tmpname(), os.tmpname()
local f = io.open(from, "w")
f:write("moved")
f:close()
print(os.rename(from, to))          -- expect: true
for line in io.lines(to) do
  print(line)                       -- expect: moved
end
local ok, message, code = os.rename(from, to)
print(ok, message:match("No such file or directory"), code) -- expect: nil No such file or directory 2
os.remove(to)
