-- Bitwise operators do not convert strings (there is no metamethod for them).
print((select(2, pcall(function() return "10" | 1 end)):match("attempt to .- value"))) -- expect: attempt to perform bitwise operation on a string value
print((select(2, pcall(function() return ~"1" end)):match("attempt to .- value"))) -- expect: attempt to perform bitwise operation on a string value
