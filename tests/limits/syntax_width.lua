-- Wide, flat programs: many operands, statements, branches and constants.
local function run(source) return assert(load(source))() end
assert(run("return 1" .. (" + 1"):rep(10000)) == 10001)
assert(run("return 'a'" .. (" .. 'a'"):rep(150)) == ("a"):rep(151))
local parts = {}
for i = 1, 5000 do parts[i] = "elseif x == " .. i .. " then return " .. i * 2 end
assert(run("local x = 4999 if x == 0 then return 0\n" .. table.concat(parts, "\n") .. " end") == 9998)
for i = 1, 70000 do parts[i] = "t[" .. i .. "] = " .. i .. ".5" end
assert(run("local t = {}\n" .. table.concat(parts, "\n") .. " return t[70000]") == 70000.5)
for i = 1, 70000 do parts[i] = "'s" .. i .. "'" end
assert(run("return {" .. table.concat(parts, ",") .. "}")[70000] == "s70000")
assert(run("local x " .. ("x = 1 "):rep(100000) .. " return x") == 1)
