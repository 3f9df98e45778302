-- io.lines with a name gives four results; the fourth closes the file when the loop is left early.
local name = os.tmpname()
local f = io.open(name, "w")
f:write("a\nb\n")
f:close()
local iterator, state, control, file = io.lines(name)
print(type(iterator), state, control, io.type(file)) -- expect: function nil nil file
file:close()
print(pcall(iterator)) -- expect: false file is already closed
do
  local _
  for line in io.lines(name) do
    print(line) -- expect: a
    break
  end
end
local _
iterator, _, _, file = io.lines(name)
print(iterator(), iterator(), iterator()) -- expect: a b
print(io.type(file))                      -- expect: closed file
print(pcall(iterator))                    -- expect: false file is already closed
os.remove(name)
