-- Lines with code in functions of several forms.
local function active(text)
  local lines = {}
  for line in pairs(debug.getinfo(load(text), "L").activelines) do lines[#lines + 1] = line end
  table.sort(lines)
  return table.concat(lines, " ")
end
print(active("local t = {\n1,\n{\n2\n}\n}"))                  -- expect: 1 2 5 6
print(active("local a\nlocal t = {\nx = a,\ny = a\n}"))       -- expect: 1 2 3 4 5
print(active("while x do\nbreak\nend"))                       -- expect: 1 2 3
print(active("while x do\nif y then\nbreak\nend\nend"))       -- expect: 1 2 4 5
print(active("repeat\nx()\nuntil true"))                      -- expect: 2 3
print(active("repeat\nx()\nuntil\nfalse"))                    -- expect: 2 4
print(active("if x then\nif y then\nz()\nend\nelse\nz()\nend")) -- expect: 1 2 3 4 6 7
print(active("if true then\nx()\nend"))                       -- expect: 2 3
print(active("local x = not\ny"))                             -- expect: 2
print(active("local x =\n2\n*\n3"))                           -- expect: 4
print(active("return x(\ny\n)"))                              -- expect: 1 3
