-- os.exit with true as second argument closes the state: pending variables and finalizers run.
-- exit: 0
kept = setmetatable({}, {__gc = function () print("collected") end})
local co = setmetatable({}, {__close = function () print("closed") end})
local variable <close> = co
os.exit(true, true)
-- expect: closed
-- expect: collected
