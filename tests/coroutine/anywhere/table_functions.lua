-- only: neap
-- Functions of the library table may be suspended in comparators and in the metamethods of what they read,
-- compare and write.
local place = ... or dofile("data/place.lua")

-- A proxy for [t] without fields of its own, whose metamethods call y. [events] names those it has.
local function proxy(y, t, ...)
  local meta = {}
  local all = {
    __index = function (_, k) y("index", k) return t[k] end,
    __newindex = function (_, k, v) y("newindex", k) t[k] = v end,
    __len = function () y("len") return #t end,
  }
  for _, event in ipairs {...} do meta["__" .. event] = all["__" .. event] end
  if not meta.__index then meta.__index = t end
  if not meta.__newindex then meta.__newindex = t end
  if not meta.__len then meta.__len = function () return #t end end
  return setmetatable({}, meta)
end

-- ---- sort

place("sort: the comparator", "1 2 3 4 5", function (y)
  local t = {3, 1, 5, 2, 4}
  table.sort(t, function (a, b) y("compare") return a < b end)
  return table.concat(t, " ")
end)
place("sort: the comparator, 40 elements", "true", function (y)
  local t, n = {}, 0
  for i = 1, 40 do t[i] = (i * 17) % 41 end
  table.sort(t, function (a, b)
    n = n + 1
    if n % 20 == 1 then y("compare") end
    return a < b
  end)
  for i = 1, 40 do if t[i] ~= i then return "not sorted" end end
  return "true"
end)
place("sort: __lt", "1 2 3", function (y)
  local meta = {__lt = function (a, b) y("lt") return a.n < b.n end}
  local function new(n) return setmetatable({n = n}, meta) end
  local t = {new(2), new(3), new(1)}
  table.sort(t)
  return ("%d %d %d"):format(t[1].n, t[2].n, t[3].n)
end)
place("sort: __lt of one kind of element among others", "1 2 3", function (y)
  local meta = {__lt = function (a, b)
    y("lt")
    return (type(a) == "table" and a.n or a) < (type(b) == "table" and b.n or b)
  end}
  local two = setmetatable({n = 2}, meta)
  local t = {3, two, 1}
  table.sort(t)
  return t[1] .. " " .. t[2].n .. " " .. t[3]
end)
for _, event in ipairs {"index", "newindex", "len"} do
  place("sort: __" .. event, "1 2 3", function (y)
    local t = {3, 1, 2}
    table.sort(proxy(y, t, event))
    return table.concat(t, " ")
  end)
end
place("sort: a comparator that fails", "false no order", function (y)
  return ("%s %s"):format(pcall(table.sort, {2, 1}, function () y("compare") error("no order", 0) end))
end, "false broken")

-- ---- concat, unpack

place("concat: __index", "a, b, c", function (y) return table.concat(proxy(y, {"a", "b", "c"}, "index"), ", ") end)
place("concat: __index from i to j", "b,c", function (y)
  return table.concat(proxy(y, {"a", "b", "c", "d"}, "index"), ",", 2, 3)
end)
place("concat: __len", "a, b, c", function (y) return table.concat(proxy(y, {"a", "b", "c"}, "len"), ", ") end)
place("concat: long elements", "3000000", function (y)
  local long = ("x"):rep(1000000)
  return tostring(#table.concat(proxy(y, {long, long, long}, "index")))
end)
place("concat: an element that is none", "invalid value (boolean) at index 2 in table for 'concat'", function (y)
  local ok, message = pcall(table.concat, proxy(y, {"a", true}, "index"))
  return not ok and message
end, "broken")
place("unpack: __index", "1 2 3", function (y)
  local a, b, c = table.unpack(proxy(y, {1, 2, 3}, "index"))
  return a .. " " .. b .. " " .. c
end)
place("unpack: __len", "1 2 3", function (y)
  local a, b, c = table.unpack(proxy(y, {1, 2, 3}, "len"))
  return a .. " " .. b .. " " .. c
end)
place("unpack: from i to j, with nils", "nil 2 nil 3", function (y)
  local r = table.pack(table.unpack(proxy(y, {[2] = 2}, "index"), 1, 3))
  return ("%s %s %s %d"):format(r[1], r[2], r[3], r.n)
end)
place("unpack: 200 elements", "200", function (y)
  local last
  local t = setmetatable({}, {__index = function (_, k) if k % 50 == 0 then y(k) end last = k return k end})
  return tostring((select(200, table.unpack(t, 1, 200)))), last
end)

-- ---- insert, remove, move

for _, event in ipairs {"index", "newindex", "len"} do
  if event ~= "index" then
    place("insert at the end: __" .. event, "a b c", function (y)
      local t = {"a", "b"}
      table.insert(proxy(y, t, event), "c")
      return table.concat(t, " ")
    end)
  end
  place("insert at the front: __" .. event, "x a b", function (y)
    local t = {"a", "b"}
    table.insert(proxy(y, t, event), 1, "x")
    return table.concat(t, " ")
  end)
  place("remove at the end: __" .. event, "c: a b", function (y)
    local t = {"a", "b", "c"}
    return table.remove(proxy(y, t, event)) .. ": " .. table.concat(t, " ")
  end)
  place("remove at the front: __" .. event, "a: b c", function (y)
    local t = {"a", "b", "c"}
    return table.remove(proxy(y, t, event), 1) .. ": " .. table.concat(t, " ")
  end)
  if event ~= "len" then
    place("move upwards: __" .. event, "a a b c", function (y)
      local t = {"a", "b", "c"}
      table.move(proxy(y, t, event), 1, 3, 2)
      return table.concat(t, " ")
    end)
    place("move downwards: __" .. event, "b c c", function (y)
      local t = {"a", "b", "c"}
      table.move(proxy(y, t, event), 2, 3, 1)
      return table.concat(t, " ")
    end)
    place("move to another: __" .. event, "a b", function (y)
      local from, to = {"a", "b"}, {}
      local r = table.move(event == "index" and proxy(y, from, event) or from, 1, 2, 1,
        event == "newindex" and proxy(y, to, event) or to)
      return r and table.concat(to, " ")
    end)
  end
end
place("all metamethods of a proxy in turn", "3:1 2 3:zyx", function (y)
  local t = {2, 3}
  local p = proxy(y, t, "index", "newindex", "len")
  table.insert(p, 1)
  table.sort(p)
  local s = #p .. ":" .. table.concat(p, " ")
  table.move({"z", "y", "x"}, 1, 3, 1, p)
  return s .. ":" .. table.concat(p)
end)

place.finish()                          -- expect: every place passed
