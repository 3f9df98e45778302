-- SPDX-License-Identifier: MIT
-- matrices_dense.lua: matrices as lists of rows, with the operators *, ^ and ==.
--
-- A row is a list of numbers, so matrix[i][j] needs no metamethod. Integers stay integers:
-- powers of a matrix are exact until they leave 64 bits.

local Dense = {}
Dense.__index = Dense

function Dense.new(rows)
  return setmetatable(rows, Dense)
end

function Dense.identity(size)
  local rows = {}
  for i = 1, size do
    rows[i] = {}
    for j = 1, size do
      rows[i][j] = i == j and 1 or 0
    end
  end
  return Dense.new(rows)
end

function Dense.__mul(a, b)
  local product = {}
  for i, row in ipairs(a) do
    product[i] = {}
    for j = 1, #b[1] do
      local sum = 0
      for k, factor in ipairs(row) do
        sum = sum + factor * b[k][j]
      end
      product[i][j] = sum
    end
  end
  return Dense.new(product)
end

-- By squaring: a^13 takes five products.
function Dense.__pow(matrix, exponent)
  local result = Dense.identity(#matrix)
  while exponent > 0 do
    if exponent % 2 == 1 then
      result = result * matrix
    end
    matrix = matrix * matrix
    exponent = exponent // 2
  end
  return result
end

function Dense.__eq(a, b)
  for i, row in ipairs(a) do
    for j, value in ipairs(row) do
      if value ~= b[i][j] then
        return false
      end
    end
  end
  return #a == #b
end

function Dense.__tostring(matrix)
  local lines = {}
  for i, row in ipairs(matrix) do
    local cells = {}
    for j, value in ipairs(row) do
      cells[j] = string.format("%6d", value)
    end
    lines[i] = table.concat(cells)
  end
  return table.concat(lines, "\n")
end

print("a product")
local a = Dense.new({ { 1, 2, 3 }, { 4, 5, 6 } })
local b = Dense.new({ { 1, 0 }, { 0, 1 }, { 10, 100 } })
print(a * b)

print("Fibonacci numbers as powers of a matrix")
local step = Dense.new({ { 1, 1 }, { 1, 0 } })
print(step ^ 20)
print("  the 90th: " .. (step ^ 90)[1][2])
print("  step^5 * step^6 == step^11: " .. tostring(step ^ 5 * step ^ 6 == step ^ 11))
