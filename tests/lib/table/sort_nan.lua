-- NaN has no order; nothing is lost by sorting it, if the sort ends without error.
local t = {3.0, 0/0, 1.0, 2.0, 0/0, 5.0, 4.0}
local ok = pcall(table.sort, t)
local sum, nans = 0, 0
for i = 1, 7 do
  if t[i] ~= t[i] then nans = nans + 1 else sum = sum + t[i] end
end
assert(#t == 7 and nans == 2 and sum == 15)
