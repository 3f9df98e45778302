local order = {apples = 3, pears = 2, limit = 20}
local currency = "EUR"

local function total(prices)
  local sum = 0
  for name, price in pairs(prices) do
    sum = sum + order[name] * price
  end
  return sum
end

local sum = total {apples = 4, pears = 5}
if sum > order.limt then
  prnt("too much:", sum)
end
