-- Global names are fields of whatever _ENV is in scope.
local print, assert = print, assert
do
    local _ENV = { x = 1 }
    y = x + 1
    assert(_ENV.y == 2)
    local function f()
        return x, tostring
    end
    x = 5
    print(f()) -- expect: 5 nil
end
local function g(_ENV, name)
    return a
end
print(g({ a = "field" })) -- expect: field
for _ENV in function (_, last) return not last and { v = "loop" } or nil end do
    print(v) -- expect: loop
end
local _ENV <const> = { value = "constant table" }
print(value) -- expect: constant table
