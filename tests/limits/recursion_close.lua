-- Endless recursion of closing methods ends.
-- slow
local function make() return setmetatable({}, {__close = function () local c <close> = make() end}) end
make = nil
local function create()
  return setmetatable({}, {__close = function () local c <close> = create() end})
end
local ok, message = pcall(function () local c <close> = create() end)
assert(not ok and type(message) == "string")
