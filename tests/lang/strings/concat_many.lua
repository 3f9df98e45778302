-- Many operands at once, and long strings growing in a loop.
local a, b, c, d = "a", "b", "c", 4
print(a .. b .. c .. d .. a .. b .. c .. d)     -- expect: abc4abc4
local s = "x"
for _ = 1, 16 do s = s .. s end
print(#s, s == ("x"):rep(65536))                -- expect: 65536 true
local code = {}
for i = 1, 150 do code[i] = "'" .. i .. "'" end
print(#load("return " .. table.concat(code, ".."))()) -- expect: 342
