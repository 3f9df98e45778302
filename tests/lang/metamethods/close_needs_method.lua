-- __close is called with object and nil, results are ignored.
local seen
do
  local x <close> = setmetatable({}, {__close = function (...) seen = table.pack(...); return 1, 2 end})
end
print(seen.n, type(seen[1]), seen[2])   -- expect: 2 table nil
