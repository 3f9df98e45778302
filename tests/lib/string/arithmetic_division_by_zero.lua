-- Integer division of strings by zero.
print((select(2, pcall(function() return "1" // 0 end)):match("divide by zero"))) -- expect: divide by zero
print((select(2, pcall(function() return "1" % "0" end)):match("perform 'n%%+0'") ~= nil)) -- expect: true
