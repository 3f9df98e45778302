-- os.date: conversions that do not exist; the message shows the rest of the format.
for _, format in ipairs {"%", "%Ez", "%Q", "x%E", "%O", "%Ea rest", "%5d", "%"} do
  local ok, message = pcall(os.date, format)
  print(ok, (message:match("invalid conversion specifier.*")))
end
-- expect: false invalid conversion specifier '%')
-- expect: false invalid conversion specifier '%Ez')
-- expect: false invalid conversion specifier '%Q')
-- expect: false invalid conversion specifier '%E')
-- expect: false invalid conversion specifier '%O')
-- expect: false invalid conversion specifier '%Ea rest')
-- expect: false invalid conversion specifier '%5d')
-- expect: false invalid conversion specifier '%')
os.date("%Ez") -- expect error: bad argument #1 to 'date' (invalid conversion specifier '%Ez')
