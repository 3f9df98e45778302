-- Errors in expressions over several lines carry the line of the operation.
local function line(source)
  local _, message = pcall(load(source, "=c"))
  return message:match("^c:(%d+):")
end
print(line("local a\nlocal b = 1\n+\na")) -- expect: 3
print(line("local a\na\n.x\n.y = 1"))   -- expect: 3
print(line("local a, b = {}, {}\nreturn a\n<\nb")) -- expect: 4
print(line("local s = 'x'\nreturn s ..\n's' ..\n{}")) -- expect: 3
print(line("\n\nerror('x')"))           -- expect: 3
print(line("for i = 1,\n10,\n0\ndo end")) -- expect: 4
print(line("local t = {\n1,\nnil + 1\n}")) -- expect: 3
print(line("f(1,\n2,\n3)"))             -- expect: 1
