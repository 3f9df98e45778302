-- Expressions that need many registers.
local function run(source) local f, m = load(source) return f and f() or m end
local names = {}
for i = 1, 100 do names[i] = "v" .. i end
local list = table.concat(names, ",")
assert(run("local " .. list .. " = 1 return select('#', " .. list .. ")") == 100)
local message = run("return f(" .. ("1,"):rep(300) .. "1)")
assert(type(message) == "string" and message:find("registers"), message)
assert(#run("return {" .. ("1,"):rep(1000) .. "}") == 1000)
