-- 255 captured variables work, 256 are too many.
local function source(n)
  local parts = {}
  for block = 0, n - 1, 100 do
    local names = {}
    for i = block, math.min(block + 99, n - 1) do names[#names + 1] = "x" .. i end
    parts[#parts + 1] = "local " .. table.concat(names, ",") .. " = 1\nlocal function f" .. block .. "()"
  end
  local sum = {}
  for i = 0, n - 1 do sum[i + 1] = "x" .. i .. " or 0" end
  parts[#parts + 1] = "return function () local t = {(" .. table.concat(sum, "), (") .. ")} return #t end"
  for block = n - 1 - (n - 1) % 100, 0, -100 do
    parts[#parts + 1] = "end " .. (block == 0 and "return f0()" or "return f" .. block .. "()")
  end
  return table.concat(parts, "\n")
end
print(load(source(255))()())            -- expect: 255
print(load(source(256), "=c"))          -- expect: nil c:7: too many upvalues (limit is 255) in function at line 6 near 'or'
