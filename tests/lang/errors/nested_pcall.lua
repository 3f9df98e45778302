-- The innermost protected call catches, others go on.
local log = {}
local ok, e = pcall(function ()
  local ok1, e1 = pcall(function ()
    local ok2, e2 = pcall(error, "inner", 0)
    log[#log + 1] = e2
    error("middle", 0)
  end)
  log[#log + 1] = e1
  error("outer", 0)
end)
log[#log + 1] = e
print(table.concat(log, " "))           -- expect: inner middle outer
for i = 1, 1000 do assert(not pcall(error, i)) end
print(select(2, pcall(pcall)))          -- expect: bad argument #1 to 'pcall' (value expected)
