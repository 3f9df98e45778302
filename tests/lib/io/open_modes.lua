-- io.open: modes that are valid, and those that are not.
local name = os.tmpname()
for _, mode in ipairs {"w", "r", "a", "wb", "r+", "r+b", "a+", "w+b"} do
  local f <close> = io.open(name, mode)
  assert(io.type(f) == "file", mode)
end
for _, mode in ipairs {"", "x", "rw", "rb+", "r+bk", "+r"} do
  local ok, message = pcall(io.open, name, mode)
  assert(not ok and message:find("invalid mode", 1, true), mode)
end
os.remove(name)
print(pcall(io.open, "x", "rz")) -- expect: false bad argument #2 to 'io.open' (invalid mode)
