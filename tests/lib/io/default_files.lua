-- io.input and io.output set and return the default files.
local name = os.tmpname()
local stdout = io.output()
local changed = io.output(name) ~= stdout
assert(io.write("line\n") == io.output())
io.close()
local results = {pcall(io.write, "x")}
io.output(stdout)
print(changed)                     -- expect: true
print(table.unpack(results))       -- expect: false default output file is closed
local stdin = io.input()
io.input(name)
print(io.read(), io.read())        -- expect: line nil
io.close(io.input())
print(pcall(io.read))              -- expect: false default input file is closed
print(pcall(io.lines))             -- expect: false attempt to use a closed file
io.input(stdin)
print(io.input() == io.stdin)      -- expect: true
os.remove(name)
