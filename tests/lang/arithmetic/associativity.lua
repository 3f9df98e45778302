-- .. and ^ are right-associative, the others left-associative.
print(10 - 4 - 3, 100 / 10 / 2, 2 ^ 2 ^ 3)  -- expect: 3 5.0 256.0
local log = {}
local part = setmetatable({}, {__concat = function (a, b)
  log[#log + 1] = (type(a) == "table" and "t" or a) .. "," .. (type(b) == "table" and "t" or b)
  return type(a) == "table" and a or b
end})
local _ = "a" .. "b" .. part .. "c" .. "d"
print(table.concat(log, " "))               -- expect: t,cd b,t a,t
