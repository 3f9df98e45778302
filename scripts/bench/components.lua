-- SPDX-License-Identifier: MIT
-- Depth-first numbering of graphs with tables as nodes and sets.
local function node(graph, i) local n = {id = i, out = {}, low = 0}; graph[i] = n; return n end
local function components(graph)
  local index, stack, on_stack, count = 0, {}, {}, 0
  local function visit(v)
    index = index + 1
    v.number, v.low = index, index
    stack[#stack + 1] = v
    on_stack[v] = true
    for w in pairs(v.out) do
      if not w.number then
        visit(w)
        if w.low < v.low then v.low = w.low end
      elseif on_stack[w] and w.number < v.low then
        v.low = w.number
      end
    end
    if v.low == v.number then
      count = count + 1
      repeat
        local w = table.remove(stack)
        on_stack[w] = nil
      until w == v
    end
  end
  for i = 1, #graph do if not graph[i].number then visit(graph[i]) end end
  return count
end
local total = 0
for round = 1, 25 do
  local graph, n = {}, 3000
  for i = 1, n do node(graph, i) end
  for i = 1, n do
    for k = 1, 3 do graph[i].out[graph[(i * (k + round) + k * 7) % n + 1]] = true end
  end
  total = total + components(graph)
end
print(total)
