-- Every kind of line end in a source counts as one newline.
local function lines(source)
  return assert(load("return [[" .. source .. "]]"))()
end
assert(lines("a\r\nb") == "a\nb")
assert(lines("a\n\rb") == "a\nb")
assert(lines("a\rb") == "a\nb")
assert(lines("a\n\nb") == "a\n\nb")
assert(lines("\r\na") == "a")
assert(load("return '\\\r\nx'")() == "\nx")
