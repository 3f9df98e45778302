-- debug.getinfo t: whether the function was reached by a tail call.
local function callee() return debug.getinfo(1, "t").istailcall end
local function plain() local r = callee() return r end
local function tail() return callee() end
print(plain(), tail())                       -- expect: false true
print(debug.getinfo(callee, "t").istailcall) -- expect: false
