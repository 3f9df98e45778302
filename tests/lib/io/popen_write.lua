-- io.popen: input of a command.
local name = os.tmpname()
local p = io.popen("cat > " .. name, "w")
p:write("through ", "a pipe")
print(p:close())          -- expect: true exit 0
for line in io.lines(name) do
  print(line)             -- expect: through a pipe
end
os.remove(name)
