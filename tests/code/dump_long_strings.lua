-- Equal long strings of a chunk are one object, after a dump as well.
-- only: neap
local text = ("long text "):rep(10)
local source = ([[
local first <const> = %q
local function inner() return first, function () return %q end end
return first, inner]]):format(text, text)
for _, strip in ipairs {false, true} do
  local first, inner = load(string.dump(load(source), strip))()
  local second, innermost = inner()
  assert(first == text and second == text and innermost() == text)
  local address = string.format("%p", first)
  assert(address == string.format("%p", second) and address == string.format("%p", innermost()))
  assert(address ~= string.format("%p", text))
end
