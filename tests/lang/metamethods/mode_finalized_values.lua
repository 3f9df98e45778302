-- Weak values go before finalizers run, weak keys of finalized objects after.
local values, keys = setmetatable({}, {__mode = "v"}), setmetatable({}, {__mode = "k"})
local log = {}
do
  local o = setmetatable({}, {__gc = function (o)
    log[1], log[2] = tostring(values[1]), tostring(keys[o])
  end})
  values[1], keys[o] = o, "data"
end
collectgarbage()
collectgarbage()
print(log[1], log[2], next(keys))       -- expect: nil data nil
