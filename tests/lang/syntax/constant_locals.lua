-- Constant variables with constant values: read everywhere, shadowed as usual, no upvalues.
local n <const>, s <const> = 10, "text"
local half <const> = 7 / 2
local t <const> = true
local no <const> = nil
local negative <const> = -half
local function f()
    return function ()
        return s, half, t, no, negative
    end
end
print(f()()) -- expect: text 3.5 true nil -3.5
assert(debug.getinfo(f()).nups == 0)
assert(debug.getinfo(function () return n end).nups == 1) -- only the last name can be a constant
assert(s:upper() == "TEXT" and #s == 4 and s .. half == "text3.5")
local object = { [s] = 1, [half] = 2 }
assert(object.text == 1 and object[half] == 2 and object[s] == 1)
do
    local s <const> = "inner"
    assert(s == "inner")
end
assert(s == "text")
local again <const> = s
assert((function () return again end)() == "text")
