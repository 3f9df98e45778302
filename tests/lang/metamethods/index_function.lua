-- __index as a function gets table and key, only for absent keys.
local log = {}
local t = setmetatable({present = 1, no = false}, {__index = function (t, k)
  log[#log + 1] = tostring(k)
  return rawget(t, "present") and k
end})
print(t.present, t.no, t.absent, t[1], t[true], t[1.5]) -- expect: 1 false absent 1 true 1.5
print(table.concat(log, " "))           -- expect: absent 1 true 1.5
local k = "computed"
print(t[k], t["x" .. 1], rawget(t, k))  -- expect: computed x1 nil
