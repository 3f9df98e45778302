-- Lines around the sizes of buffers, zeros in them, with and without the last newline.
local name = os.tmpname()
local function check(lines, last_newline)
  local f = assert(io.open(name, "wb"))
  f:write(table.concat(lines, "\n"), last_newline and "\n" or "")
  f:close()
  local n = 0
  for line in io.lines(name) do
    n = n + 1
    assert(line == lines[n])
  end
  assert(n == #lines)
  local again = {}
  for line in io.lines(name, "L") do
    again[#again + 1] = line
  end
  assert(table.concat(again) == table.concat(lines, "\n") .. (last_newline and "\n" or ""))
end
for _, length in ipairs {0, 1, 2, 126, 127, 128, 197, 198, 199, 200, 201, 397, 398, 399, 400, 1022, 1023, 1024,
                         1222, 1223, 1224, 2047, 2048, 5000, 100000} do
  for _, byte in ipairs {"x", "\0"} do
    local line = byte:rep(length)
    check({line, line .. "y", "\0" .. line, line .. "\0", "end"}, true)
    check({line, line .. "y", line .. "\0", "z" .. line}, false)
  end
end
os.remove(name)
