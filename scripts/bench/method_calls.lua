-- SPDX-License-Identifier: MIT
-- Methods found through two levels of classes.
local Account = {}
Account.__index = Account
function Account.new(balance) return setmetatable({balance = balance}, Account) end
function Account:deposit(v) self.balance = self.balance + v end
function Account:get() return self.balance end
local Savings = setmetatable({}, {__index = Account})
Savings.__index = Savings
function Savings:interest() self:deposit(1) end
local a = setmetatable(Account.new(0), Savings)
for _ = 1, 1300000 do
  a:deposit(2)
  a:interest()
end
print(a:get())
