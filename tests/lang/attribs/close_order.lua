-- Variables are closed in reverse order when their block ends.
local function closer(name)
  return setmetatable({}, {__close = function (_, e) print("close " .. name, e) end})
end
do
  local a <close> = closer "a"
  local b <close> = closer "b"
  local none <close>, no <const> = nil, 1
  local off <close> = false
  print("body")
end
print("after")
-- expect: body
-- expect: close b nil
-- expect: close a nil
-- expect: after
