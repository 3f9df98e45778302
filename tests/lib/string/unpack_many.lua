-- Many results.
local n = 5000
local t = {string.unpack(("b"):rep(n), ("\7"):rep(n))}
print(#t, t[1], t[n], t[n + 1])                         -- expect: 5001 7 7 5001
print((select(2, pcall(string.unpack, ("b"):rep(2000000), ("x"):rep(2000000))):match("too many results"))) -- expect: too many results
