-- Objects still alive are finalized when the state closes.
local a = setmetatable({}, {__gc = function () print("first marked") end})
local b = setmetatable({}, {__gc = function () print("last marked") end})
print("end")
-- expect: end
-- expect: last marked
-- expect: first marked
