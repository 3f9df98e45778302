-- Jumps in line hooks: a condition leaves a loop by itself, a jump to a jump goes straight to its end, and what an
-- exit leaves open is closed where it arrives.
local function lines(text)
  local f = assert(load(text, "=text"))
  local seen = {}
  debug.sethook(function (_, line)
    if debug.getinfo(2, "S").source == "=text" then seen[#seen + 1] = line end
  end, "l")
  f()
  debug.sethook()
  return table.concat(seen, " ")
end
print(lines("for i = 1, 2 do\nif i == 2\nthen\nbreak\nend\nend"))              -- expect: 1 2 1 2 6
print(lines("for i = 1, 2 do\nif i == 2 then\nlocal x\nbreak\nend\nend"))      -- expect: 1 2 1 2 3 4 6
print(lines("for i = 1, 2 do\nif i == 2 then\ngoto out\nend\nend\n::out::\nlocal x")) -- expect: 1 2 1 2 3 7
print(lines("local i = 0\nwhile i < 2 do\ni = i + 1\nif i == 1 then\nlocal x\nelse\nend\nend")) -- expect: 1 2 3 4 5 2 3 4 2 8
print(lines("for i = 1, 2 do\nif i == 1 then\ngoto continue\nend\nlocal x\n::continue::\nend")) -- expect: 1 2 3 1 2 5 1 7
print(lines("if next then\nif not next then\nlocal x\nend\nelse\nlocal x\nend\nlocal y")) -- expect: 1 2 8
print(lines("repeat\nlocal x\nuntil true\nlocal y"))                           -- expect: 2 4
print(lines("for i = 1, 2 do\nlocal x = i\nlocal f = function () return x end\nif i == 2 then\nbreak\nend\nend")) -- expect: 1 2 3 4 6 1 2 3 4 7
print(lines("local i = 0\nwhile i < 2 do\nlocal x = i\nlocal f = function () return x end\ni = i + 1\nif i == 2 then break end\nend\nlocal y")) -- expect: 1 2 3 4 5 6 2 3 4 5 6 7 8
print(lines("do\nlocal x = 1\nlocal f = function () return x end\ngoto out\nend\n::out::\nlocal y")) -- expect: 2 3 4 6 7
print(lines("for k in next, {1}\ndo\nlocal x\nend"))                           -- expect: 1 2 3 1 4
print(lines("local function f()\nreturn select('#',\n1\n)\nend\nf()"))         -- expect: 5 6 2 4 2
print(lines("do\nlocal x <close> = setmetatable({}, {__close = function ()\nend})\nlocal y\nend\nlocal z")) -- expect: 2 3 2 3 4 3 6
print(lines("if not next then\nlocal x\nend\nif false then\nlocal x\nend\nlocal y")) -- expect: 1 4 7
print(lines("if not next then\nlocal x\nelseif\nnil\nthen\nlocal x\nend\nlocal y")) -- expect: 1 5 8
