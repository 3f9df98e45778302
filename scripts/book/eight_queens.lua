-- SPDX-License-Identifier: MIT
-- eight_queens.lua: backtracking: queens on a chess board, none of which threatens another.
--
-- There is one queen in each row, so an arrangement is a list of columns. The search places
-- one row at a time and goes back as soon as a row has no safe column left.

-- Whether a queen in row [row], column [column] is safe from those in the rows before.
local function is_safe(columns, row, column)
  for earlier = 1, row - 1 do
    local distance = row - earlier
    local other = columns[earlier]
    if other == column or other == column - distance or other == column + distance then
      return false
    end
  end
  return true
end

-- Calls visit(columns) for each arrangement that completes the first [row - 1] rows.
local function place(columns, row, size, visit)
  if row > size then
    visit(columns)
    return
  end
  for column = 1, size do
    if is_safe(columns, row, column) then
      columns[row] = column
      place(columns, row + 1, size, visit)
    end
  end
end

local function draw(columns)
  for _, column in ipairs(columns) do
    print(" " .. (" ."):rep(column - 1) .. " Q" .. (" ."):rep(#columns - column))
  end
end

-- The eight views of a board (turned and mirrored) as strings; the smallest names its class.
local function class_of(columns)
  local size = #columns
  local best
  local view = table.move(columns, 1, size, 1, {})
  for turn = 1, 8 do
    local name = table.concat(view, ",")
    if not best or name < best then
      best = name
    end
    local next_view = {}
    for row, column in ipairs(view) do
      if turn == 4 then
        next_view[row] = size + 1 - column -- mirror once, half-way
      else
        next_view[column] = size + 1 - row -- a quarter turn
      end
    end
    view = next_view
  end
  return best
end

print("the first of the solutions for 8 queens")
local first
place({}, 1, 8, function(columns)
  first = first or table.move(columns, 1, 8, 1, {})
end)
draw(first)

print("size  solutions  really different")
for size = 1, 8 do
  local count, classes, class_count = 0, {}, 0
  place({}, 1, size, function(columns)
    count = count + 1
    local class = class_of(columns)
    if not classes[class] then
      classes[class] = true
      class_count = class_count + 1
    end
  end)
  print(string.format("%4d  %9d  %16d", size, count, class_count))
end
