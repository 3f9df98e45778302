-- The fourth value of a generic for is closed when the loop ends in any way.
local function iterate(n, name)
  local closer = setmetatable({}, {__close = function (_, e) print("closed " .. name, e) end})
  return function (_, i) if i < n then return i + 1 end end, nil, 0, closer
end
for i in iterate(2, "end") do io.write(i, " ") end
-- expect: 1 2 closed end nil
for i in iterate(5, "break") do if i == 2 then break end end
-- expect: closed break nil
print((function () for i in iterate(5, "return") do return i end end)())
-- expect: closed return nil
-- expect: 1
print(pcall(function () for i in iterate(5, "error") do error("e", 0) end end))
-- expect: closed error e
-- expect: false e
