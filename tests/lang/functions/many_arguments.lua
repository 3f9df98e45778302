-- Hundreds of arguments and results.
-- slow
local t = {}
for i = 1, 250 do t[i] = i end
print(select("#", table.unpack(t)), (select(250, table.unpack(t)))) -- expect: 250 250
local function pass(...) return ... end
print(select("#", pass(table.unpack(t))), (select(-1, pass(table.unpack(t))))) -- expect: 250 250
local big = {}
for i = 1, 100000 do big[i] = i end
print(select("#", pass(table.unpack(big))), #{pass(table.unpack(big))}) -- expect: 100000 100000
print(math.max(table.unpack(big)))      -- expect: 100000
