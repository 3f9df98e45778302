-- A file that nobody refers to is closed by the collector: its buffer is written.
local name = os.tmpname()
io.open(name, "w"):write("written")
collectgarbage()
collectgarbage()
local f <close> = io.open(name)
print(f:read("a")) -- expect: written
os.remove(name)
