-- Lines by every way of asking for them: at hand in the buffer, empty, without an end, none.
local name = os.tmpname()
local f = assert(io.open(name, "w"))
f:write("one\n\nthree\nfour")
f:close()

local function show(...)
  local lines = {}
  for line in io.lines(name, ...) do lines[#lines + 1] = ("%q"):format(line) end
  print((table.concat(lines, " "):gsub("\\\n", "\\n")))
end
show()                                    -- expect: "one" "" "three" "four"
show("l")                                 -- expect: "one" "" "three" "four"
show("L")                                 -- expect: "one\n" "\n" "three\n" "four"
show("*l")                                -- expect: "one" "" "three" "four"
show("*L")                                -- expect: "one\n" "\n" "three\n" "four"
show("line")                              -- expect: "one" "" "three" "four"
show(2)                                   -- expect: "on" "e\n" "\nt" "hr" "ee" "\nf" "ou" "r"
print(select(2, pcall(show, "x")):match("bad.*"))  -- expect: bad argument #2 to 'for iterator' (invalid format)

f = assert(io.open(name))
print(f:read("l"), #f:read("L"), f:read("*l"), f:read("l", "l"))  -- expect: one	1	three	four	nil
print(f:read("L"), f:seek("set"))         -- expect: nil	0
print(f:read(1), f:read("l"), #f:read())  -- expect: o	ne	0
print(pcall(f.read, f, "x"))              -- expect: false	bad argument #2 to '?' (invalid format)
f:close()
print(pcall(f.read, f, "L"))              -- expect: false	attempt to use a closed file
os.remove(name)
