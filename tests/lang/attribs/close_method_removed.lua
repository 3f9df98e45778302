-- A __close that disappears before the end is an error.
local t = setmetatable({}, {__close = print})
local ok, message = pcall(function ()
  local x <close> = t
  setmetatable(t, nil)
end)
print(ok, (message:gsub("^.-:%d+: ", "")))
-- expect: false attempt to call a nil value (metamethod 'close')
