-- SPDX-License-Identifier: MIT
-- Queens on boards from six to ten squares wide.
local function solve(n)
  local columns, up, down, count = {}, {}, {}, 0
  local function place(row)
    if row > n then count = count + 1; return end
    for c = 1, n do
      if not columns[c] and not up[row + c] and not down[row - c + n] then
        columns[c], up[row + c], down[row - c + n] = true, true, true
        place(row + 1)
        columns[c], up[row + c], down[row - c + n] = false, false, false
      end
    end
  end
  place(1)
  return count
end
for n = 6, 10 do
  local count
  for _ = 1, 8 do count = solve(n) end
  print(n, count)
end
