-- Variables of outer functions at several levels.
local function a(x)
  return function (y)
    return function (z)
      x = x + 1
      return x, y, z, function () return x + y + z end
    end
  end
end
local b = a(1)(2)
local x, y, z, sum = b(3)
print(x, y, z, sum())                   -- expect: 2 2 3 7
b(4)
print(sum())                            -- expect: 8
