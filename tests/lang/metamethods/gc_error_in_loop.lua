-- An error in a finalizer that runs between two instructions of a loop is a warning; the loop goes on.
warn("@on")
local closed, captured
local function drop_object()
  setmetatable({}, {__gc = function ()
    local c <close> = setmetatable({}, {__close = function () closed = true end})
    local value = "still there"
    captured = function () return value end
    error("in the loop", 0)
  end})
end
drop_object()
local count = 0
repeat
  local garbage = {}
  count = count + 1
until captured                          -- expect warning: error in __gc (in the loop)
print(captured(), count > 0)            -- expect: still there true
