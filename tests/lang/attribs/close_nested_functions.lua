-- Closing methods may call, fail and close in turn.
local depth, seen = 0, {}
local function make(n)
  return setmetatable({}, {__close = function ()
    depth = depth + 1
    seen[#seen + 1] = n
    if n > 0 then
      local inner <close> = make(n - 1)
      pcall(error, "inside")
    end
    depth = depth - 1
  end})
end
do local x <close> = make(4) end
print(depth, table.concat(seen, " "))   -- expect: 0 4 3 2 1 0
