-- Nested replacement functions take no C stack.
-- only: neap
local function deep(n)
    if n == 0 then return "end" end
    return (("x"):gsub("x", function() return deep(n - 1) end))
end
print(deep(10000)) -- expect: end
