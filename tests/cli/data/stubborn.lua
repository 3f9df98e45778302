-- Catches and retries whatever it can: only a limit ends it.
local function spin() while true do end end
while true do
  pcall(function ()
    coroutine.wrap(function ()
      local guard <close> = setmetatable({}, {__close = spin})
      setmetatable({}, {__gc = spin})
      xpcall(spin, spin)
    end)()
  end)
end
