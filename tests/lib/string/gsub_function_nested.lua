-- A replacement function may call gsub and everything else.
local function deep(n)
    if n == 0 then return "." end
    return (("x"):gsub("x", function(x) return x .. deep(n - 1) .. x end))
end
print(deep(5))                                          -- expect: xxxxx.xxxxx
local r = (("(a(b)c)"):gsub("%b()", function(s)
    return "[" .. s:sub(2, -2):gsub("%b()", string.upper) .. "]"
end))
print(r)                                                -- expect: [a(B)c]
local log = {}
r = ("a,b;c"):gsub("[^;]+", function(part)
    for item in part:gmatch("[^,]+") do log[#log + 1] = item end
    return #log .. ""
end)
print(r, table.concat(log, "+"))                        -- expect: 2;3 a+b+c
