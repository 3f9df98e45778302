-- The header of a precompiled chunk is that of 5.4; every change in it is noticed.
local chunk = string.dump(function () local a = 1 return a + 2 end)
local header = string.pack("c4BBc6BBBjn", "\27Lua", 0x54, 0, "\x19\x93\r\n\x1a\n", 4,
  string.packsize("j"), string.packsize("n"), 0x5678, 370.5)
assert(chunk:sub(1, #header) == header)
assert(load(chunk)() == 3)
local expected = {
  {1, 4, "not a binary chunk"}, {5, 5, "version mismatch"}, {6, 6, "format mismatch"}, {7, 12, "corrupted chunk"},
  {13, 13, "Instruction size mismatch"}, {14, 14, "lua_Integer size mismatch"},
  {15, 15, "lua_Number size mismatch"}, {16, 23, "integer format mismatch"}, {24, 31, "float format mismatch"},
}
for _, case in ipairs(expected) do
  for i = case[1], case[2] do
    local damaged = chunk:sub(1, i - 1) .. string.char(chunk:byte(i) ~ 1) .. chunk:sub(i + 1)
    local f, message = load(damaged, "@name")
    if i > 1 then
      assert(f == nil and message == "name: bad binary format (" .. case[3] .. ")", message)
    else
      assert(f == nil) -- this is source text now
    end
  end
end
