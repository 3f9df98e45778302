-- __newindex catches stores to absent keys only.
local log = {}
local t = setmetatable({present = 1}, {__newindex = function (t, k, v)
  log[#log + 1] = tostring(k) .. "=" .. tostring(v)
  rawset(t, k, v)
end})
t.present = 2
t.new = 3
t.new = 4
t.new = nil
t.new = 5
t[1], t[2] = "a", "b"
print(table.concat(log, " "))           -- expect: new=3 new=5 2=b 1=a
print(t.present, t.new, t[1], t[2])     -- expect: 2 5 a b
