-- file:setvbuf: what is written to an unbuffered file is there at once.
local name = os.tmpname()
local f = io.open(name, "w")
print(f:setvbuf("no"))                 -- expect: true
f:write("now")
print(io.lines(name)())                -- expect: now
print(f:setvbuf("full", 2000))         -- expect: true
print(f:setvbuf("line"))               -- expect: true
print(select('#', pcall(f.setvbuf, f, "some")))     -- expect: 2
f:close()
os.remove(name)
