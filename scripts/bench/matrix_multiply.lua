-- SPDX-License-Identifier: MIT
-- Products of matrices stored as arrays of rows.
local function matrix(n)
  local m = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do row[j] = (i - j) * (i + j) % 17 end
    m[i] = row
  end
  return m
end
local function multiply(a, b, n)
  local c = {}
  for i = 1, n do
    local row, ai = {}, a[i]
    for j = 1, n do
      local sum = 0
      for k = 1, n do sum = sum + ai[k] * b[k][j] end
      row[j] = sum
    end
    c[i] = row
  end
  return c
end
local n = 200
local c = multiply(matrix(n), matrix(n), n)
print(c[1][1], c[n / 2][n / 4], c[n][n])
