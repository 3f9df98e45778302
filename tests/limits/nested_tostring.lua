-- only: neap
-- slow
-- 100,000 __tostring methods within each other, by tostring and by format.
local mt = {}
mt.__tostring = function (o)
  if o[1] == 0 then return "end" end
  local inner = setmetatable({o[1] - 1}, mt)
  return o[1] % 2 == 0 and tostring(inner) or ("%s"):format(inner)
end
print(tostring(setmetatable({100000}, mt))) -- expect: end
