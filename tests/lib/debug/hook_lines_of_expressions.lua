-- Lines of what stands in several lines, as line hooks tell them: a value is taken where its use becomes known.
local function lines(text)
  local f = assert(load(text, "=text"))
  local seen = {}
  debug.sethook(function (_, line)
    if debug.getinfo(2, "S").source == "=text" then seen[#seen + 1] = line end
  end, "l")
  f(1, 2)
  debug.sethook()
  return table.concat(seen, " ")
end
print(lines("local t =\n{\n1,\nx = 2,\n{\n3\n}\n}"))         -- expect: 1 3 4 7 8
print(lines("local a, b = 1, 2\nlocal t = {\na,\nb\n}"))     -- expect: 1 2 3 5
print(lines("local a, b = 1, 2\nlocal t = {\nx = a,\ny = b,\n}")) -- expect: 1 2 3 4 5
print(lines("local f = type\nf(\n1,\nf\n)\nlocal y"))        -- expect: 1 2 3 5 2 6
print(lines("local a = {}\nlocal b = a\n.b and\na\n.c\nor a\n.d")) -- expect: 1 3 7
print(lines("local a, b = ...\nif a\nand b\nthen\nlocal c\nend")) -- expect: 1 3 4 5 6
print(lines("local a, b = ...\nlocal c = a\n==\nb\nor\na")) -- expect: 1 4 6
print(lines("local a, b\na, b =\n1,\n2\nlocal c"))           -- expect: 1 3 4 5
print(lines("local t, a = {}, 1\nt.x =\na\n+\na\nlocal c"))  -- expect: 1 4 5 6
print(lines("local f\nfunction f()\nend\nlocal c"))          -- expect: 1 3 2 4
print(lines("for i =\n1,\n2\ndo\nend"))                      -- expect: 2 3 4 1 1 5
print(lines("local a = {{}}\nreturn (\na[\n1]\n).x"))        -- expect: 1 5
print(lines("local a = 1\na =\n2\n<\n3\nlocal y")) -- expect: 1 5 6

-- So do run-time errors.
local function message(text)
  return select(2, pcall(load(text, "=text")))
end
print(message("print(\na.b\n)"))          -- expect: text:3: attempt to index a nil value (global 'a')
print(message("print(\na.b,\n1)"))        -- expect: text:2: attempt to index a nil value (global 'a')
print(message("if\na.b\nthen end"))       -- expect: text:3: attempt to index a nil value (global 'a')
print(message("return (\na.b\n)"))        -- expect: text:3: attempt to index a nil value (global 'a')
print(message("return {\na.b\n}"))        -- expect: text:3: attempt to index a nil value (global 'a')
print(message("return x or\na.b\nor x"))  -- expect: text:2: attempt to index a nil value (global 'a')
