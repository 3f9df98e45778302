-- Format n takes at most 200 characters; longer numerals fail.
local function read(text)
  local f <close> = io.tmpfile()
  f:write(text)
  f:seek("set")
  return f:read("n"), #f:read("a")
end
print(read(("0"):rep(199) .. "7"))       -- expect: 7 0
print(read(("0"):rep(200) .. "7 rest"))  -- expect: nil 6
print(read("0x" .. ("0"):rep(198) .. " ")) -- expect: 0 1
