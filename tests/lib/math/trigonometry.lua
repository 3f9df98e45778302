-- Trigonometric functions and angles.
local function show(x) return ("%.10f"):format(x) end
print(math.sin(0), math.cos(0), math.tan(0), math.asin(0), math.acos(1), math.atan(0))
-- expect: 0.0 1.0 0.0 0.0 0.0 0.0
print(show(math.sin(math.pi / 6)), show(math.cos(math.pi / 3)), show(math.tan(math.pi / 4)))
-- expect: 0.5000000000 0.5000000000 1.0000000000
print(show(math.asin(1)), show(math.acos(-1)), show(math.atan(1)))
-- expect: 1.5707963268 3.1415926536 0.7853981634
print(show(math.atan(1, -1)), show(math.atan(-1, 0)), show(math.atan(0, -1)), show(math.atan("1", "1")))
-- expect: 2.3561944902 -1.5707963268 3.1415926536 0.7853981634
print(math.deg(math.pi), show(math.rad(90))) -- expect: 180.0 1.5707963268
print(pcall(math.sin, "x")) -- expect: false bad argument #1 to 'math.sin' (number expected, got string)
print(pcall(math.deg)) -- expect: false bad argument #1 to 'math.deg' (number expected, got no value)
print(pcall(math.cos, nil)) -- expect: false bad argument #1 to 'math.cos' (number expected, got nil)
