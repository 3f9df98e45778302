-- os.clock: processor time, a float that never goes back.
local start = os.clock()
for i = 1, 100000 do end
assert(math.type(start) == "float" and os.clock() >= start)
