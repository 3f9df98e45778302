-- SPDX-License-Identifier: MIT
-- Conway's game on a torus of booleans in rows.
local w, h = 64, 64
local grid = {}
for y = 1, h do
  grid[y] = {}
  for x = 1, w do grid[y][x] = (x * 7 + y * 13 + x * y) % 5 < 2 and 1 or 0 end
end
for _ = 1, 600 do
  local new = {}
  for y = 1, h do
    local above, row, below = grid[(y - 2) % h + 1], grid[y], grid[y % h + 1]
    local out = {}
    for x = 1, w do
      local l, r = (x - 2) % w + 1, x % w + 1
      local n = above[l] + above[x] + above[r] + row[l] + row[r] + below[l] + below[x] + below[r]
      out[x] = (n == 3 or n == 2 and row[x] == 1) and 1 or 0
    end
    new[y] = out
  end
  grid = new
end
local alive = 0
for y = 1, h do for x = 1, w do alive = alive + grid[y][x] end end
print(alive)
