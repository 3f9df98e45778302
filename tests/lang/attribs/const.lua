-- A <const> keeps its value and can be captured.
local x <const>, y <const> = 10, "s"
local t <const> = {}
t.field = x                             -- the table may change
local function f() return x + 1, y end
print(f())                              -- expect: 11 s
print(t.field, -x, x .. y)              -- expect: 10 -10 10s
local n <const> = nil
local b <const> = false
print(n, b, n == nil, not b)            -- expect: nil false true true
