-- Slots that a block leaves are nil again when declared without a value.
for i = 1, 3 do
  local a
  assert(a == nil)
  a = i
  do local b = i * 2; assert(b == i * 2) end
  local c, d
  assert(c == nil and d == nil)
  c, d = 1, 2
end
