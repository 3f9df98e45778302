-- Deep nesting of syntax: up to 150 levels work, 100,000 are an error.
local function try(open, middle, close, n)
  local f, message = load("return " .. open:rep(n) .. middle .. close:rep(n))
  return f ~= nil or message
end
for _, case in ipairs {{"(", "1", ")"}, {"{", "1", "}"}, {"- ", "1", ""}, {"not ", "1", ""}, {"f(", "", ")"},
                       {"function() return ", "1", " end ", 90}, {"1 ..", "1", ""}, {"2 ^", "1", ""}, {"a[", "1", "]"}} do
  assert(try(case[1], case[2], case[3], case[4] or 150) == true, case[1])
  local message = try(case[1], case[2], case[3], 100000)
  assert(type(message) == "string" and (message:find("overflow") or message:find("too many")), case[1])
end
for _, case in ipairs {{"do ", " end"}, {"while 1 do ", " end"}, {"if 1 then ", " end"}, {"for i = 1, 2 do ", " end"},
                       {"repeat ", " until 1"}, {"local function f() ", " end "}} do
  assert(load(case[1]:rep(40) .. case[2]:rep(40)), case[1])
  local f, message = load(case[1]:rep(100000) .. case[2]:rep(100000))
  assert(not f and (message:find("overflow") or message:find("too many")), case[1])
end
