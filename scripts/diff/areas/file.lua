-- SPDX-License-Identifier: MIT
-- Reading, writing and seeking in temporary files: all formats on numbers, lines, zeros and the end; wrong
-- formats, closed files, iterators.

local function numeral(r)
  return r.pick {"12", "-3", "+7", "0x1F", "-0xA.8p1", "1e5", "1.5", ".5", "5.", "1e", "0x", "-", "+", ".", "e5", "1e+", "0x.p1", "99999999999999999999", "nan", "inf",
    "1e400", "0x1p", "--1", "1-2", "1.2.3", "12abc", "0xg", "00012", "1_0", ("1"):rep(r.integer(190, 210)), "0x" .. ("f"):rep(20), "1E-3", "0X1P4", "1,5"}
end

local function content(r)
  return r.repeated(0, 8, function ()
    return r.pick {numeral(r), numeral(r), " ", "\n", "\n", "  \t", "word", "\r\n", "\0", "\255", "long line " .. ("x"):rep(r.integer(0, 300)), "\n\n", ","}
  end)
end

local function format(r)
  return r.pick {"'n'", "'n'", "'l'", "'L'", "'a'", "0", "1", "3", "100", "'*n'", "'*l'", "'*a'", "'*L'", "'x'", "''", "'nl'", "-1", "1.0", "'2'", "nil", "{}", "1.5"}
end

local function formats(r)
  return r.repeated(0, 4, function () return format(r) end, ", ")
end

local function seek(r)
  return r.pick {"", "'set'", "'end'", "'cur'", "'cur', -1", "'set', 3", "'end', -2", "'set', -1", "'bad'", "'set', 1.5", "'set', 1e10", "'end', 5", "'cur', 'x'", "2"}
end

local function action(r)
  return r.pick {
    "print(f:read(" .. formats(r) .. "))", "print(f:read(" .. formats(r) .. "))", "print(f:read(" .. formats(r) .. "))", "print(f:seek(" .. seek(r) .. "))", "print(f:seek())",
    "for a, b in f:lines(" .. formats(r) .. ") do print(a, b) n = n + 1 if n > 12 then break end end", "f:seek('set')",
    "f:seek('cur') print(f:write(" .. r.pick {"'new'", "1, 2.5, '\\n'", "nil", "{}", "", "'a', nil", "1e15", "-0.0", "math.mininteger"} .. ") == f) f:seek('cur')",
    "print(pcall(f.read, f, " .. format(r) .. "))", "print(f:setvbuf(" .. r.pick {"'no'", "'full'", "'line'", "'full', 16", "'bad'", ""} .. "))", "print(f:flush() == f)",
    r.once_in(6) and "print(f:close())" or "print(io.type(f))", "print(pcall(f.lines, f, " .. formats(r) .. "))",
  }
end

return function (r)
  return "local n = 0\nlocal f <close> = io.tmpfile()\nf:write(" .. r.quote(content(r)) .. ")\nf:seek('set')\n" .. r.repeated(1, 5, function () return action(r) end, "\n")
end
