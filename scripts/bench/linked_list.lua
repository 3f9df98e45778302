-- SPDX-License-Identifier: MIT
-- Long linked lists built, reversed and summed.
local total = 0
for _ = 1, 5 do
  local list
  for i = 1, 100000 do list = {value = i, next = list} end
  local reversed
  while list do list, list.next, reversed = list.next, reversed, list end
  while reversed do total = total + reversed.value; reversed = reversed.next end
end
print(total)
