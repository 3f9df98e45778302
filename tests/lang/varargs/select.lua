-- select counts from both ends.
print(select(2, "a", "b", "c"))         -- expect: b c
print(select(-1, "a", "b", "c"))        -- expect: c
print(select("#"), select("#", nil))    -- expect: 0 1
print(select(4, 1, 2, 3))               -- expect: 
print(pcall(select, 0))                 -- expect: false bad argument #1 to 'select' (index out of range)
print(pcall(select, -5, 1))             -- expect: false bad argument #1 to 'select' (index out of range)
local function sum(...)
  local s = 0
  for i = 1, select("#", ...) do s = s + (select(i, ...)) end
  return s
end
print(sum(), sum(1, 2, 3))              -- expect: 0 6
