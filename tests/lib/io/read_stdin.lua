-- io.read and io.lines read the standard input by default.
-- stdin: first
-- stdin: 12 rest
-- stdin: last
print(io.read())         -- expect: first
print(io.read("n", "l")) -- expect: 12  rest
for line in io.lines() do
  print(line)            -- expect: last
end
