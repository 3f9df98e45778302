-- SPDX-License-Identifier: MIT
-- string.format: all conversions with flags, widths and precisions, right and wrong ones.

local conversions = {"d", "i", "u", "c", "x", "X", "o", "e", "E", "f", "F", "g", "G", "a", "A", "s", "q", "p", "%", "b", "n", ""}
local good = {"d", "i", "c", "x", "X", "o", "e", "E", "f", "g", "G", "a", "A", "s", "q", "p"}

local function specifier(r)
  local flags = r.repeated(0, r.pick {1, 1, 2, 5}, function () return r.pick {"-", "+", " ", "#", "0"} end)
  local width = r.once_in(2) and "" or tostring(r.integer(0, r.pick {9, 30, 99, 120}))
  local precision = r.once_in(2) and "" or "." .. r.pick {"", "0", "1", "2", "3", "5", "10", "14", "17", "20", "99", "100"}
  if r.once_in(3) then flags, width, precision = "", r.once_in(2) and width or "", "" end
  return "%" .. flags .. width .. precision .. r.pick(r.once_in(6) and conversions or good)
end

local function literal(r)
  return r.pick {"", "", " ", "x", "%%", "\0", "text", "\n"}
end

local function argument(r)
  if r.once_in(10) then return r.pick(r.others) end
  if r.once_in(12) then return "setmetatable({}, {__tostring = function () return 'obj\\0ect' end})" end
  if r.once_in(12) then return "setmetatable({}, {__name = 'Type'})" end
  return r.value()
end

-- An address is not the same in two programs: %p is left to numbers, whose pointer is null.
local function shows_address(text, arguments)
  return text:find("p") and arguments:find("[{'\"f]") or text:find("%.%d*s") and arguments:find("[{f]") or
    arguments:find("print") or arguments:find("io%.")
end

return function (r)
  local count = r.pick {1, 1, 1, 2, 3}
  local text, arguments
  repeat
    text = literal(r) .. r.repeated(count, count, function () return specifier(r) .. literal(r) end)
    arguments = r.repeated(0, r.once_in(10) and count + 1 or count, function () return argument(r) end, ", ")
    if not r.once_in(10) then arguments = r.repeated(count, count, function () return argument(r) end, ", ") end
  until not shows_address(text, arguments)
  if arguments ~= "" then arguments = ", " .. arguments end
  return string.format("return string.format(%s%s)", r.quote(text), arguments)
end
