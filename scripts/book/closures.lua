-- SPDX-License-Identifier: MIT
-- closures.lua: functions that remember: objects without tables, and more.
--
-- A closure keeps the local variables it was made with. Two closures made together share them,
-- so a group of closures is an object whose state nobody else can reach.

-- ---- Counters: every call of the maker makes new variables

local function new_counter(name)
  local count = 0
  return function()
    count = count + 1
    return name .. count
  end
end

local apples, pears = new_counter("apple "), new_counter("pear ")
print(apples(), apples(), pears(), apples(), pears())

-- ---- An object: several closures over one state; no self, no way around the rules

local function new_account(owner, balance)
  local history = {}

  local function note(what, amount)
    history[#history + 1] = string.format("%s %d", what, amount)
  end

  local account = {}

  function account.deposit(amount)
    assert(amount > 0, "a deposit is positive")
    balance = balance + amount
    note("+", amount)
  end

  function account.withdraw(amount)
    if amount > balance then
      return false, owner .. " cannot pay " .. amount
    end
    balance = balance - amount
    note("-", amount)
    return true
  end

  function account.statement()
    return string.format("%s: %d (%s)", owner, balance, table.concat(history, ", "))
  end

  return account
end

local ada, bob = new_account("Ada", 100), new_account("Bob", 10)
ada.deposit(50)
print(ada.withdraw(120), bob.withdraw(120))
print(ada.statement(), bob.statement())
print("balance from outside: " .. tostring(ada.balance))

-- ---- An object with a single method is just the function

local function new_cell(value)
  return function(verb, new_value)
    if verb == "set" then
      value = new_value
    end
    return value
  end
end

local cell = new_cell(1)
cell("set", 42)
print("cell holds " .. cell("get"))

-- ---- A loop makes a new variable each time round

local squares = {}
for i = 1, 5 do
  squares[i] = function()
    i = i + 0.5 -- each closure changes an i of its own
    return i * i
  end
end
print(squares[2](), squares[2](), squares[5]())

-- ---- Functions that make functions

local function compose(...)
  local steps = { ... }
  return function(value)
    for _, step in ipairs(steps) do
      value = step(value)
    end
    return value
  end
end

local function derivative(f, delta)
  return function(x)
    return (f(x + delta) - f(x - delta)) / (2 * delta)
  end
end

local shout = compose(string.upper, function(text)
  return text .. "!"
end, function(text)
  return text:rep(2, " ")
end)
print(shout("echo"))
print(string.format("slope of the sine at 0: %.4f, at pi: %.4f", derivative(math.sin, 1e-4)(0),
  derivative(math.sin, 1e-4)(math.pi)))

-- ---- Regions: a shape is the function that says whether a point lies inside

local function disk(x0, y0, radius)
  return function(x, y)
    return (x - x0) ^ 2 + (y - y0) ^ 2 <= radius ^ 2
  end
end

local function outside(inner, outer)
  return function(x, y)
    return outer(x, y) and not inner(x, y)
  end
end

local function either(a, b)
  return function(x, y)
    return a(x, y) or b(x, y)
  end
end

local function draw(region, size)
  for row = -size, size do
    local line = {}
    for column = -size, size do
      line[#line + 1] = region(column / size, row / size) and "#" or "."
    end
    print("  " .. table.concat(line, " "))
  end
end

print("a moon and a star, drawn by closures")
draw(either(outside(disk(0.35, 0, 0.85), disk(0, 0, 0.95)), disk(0.55, -0.2, 0.15)), 8)
