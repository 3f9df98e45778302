-- The length must be an integer.
local function with_length(n) return setmetatable({}, {__len = function() return n end}) end
print(pcall(table.insert, with_length("x"), 1)) -- expect: false object length is not an integer
print(pcall(table.remove, with_length(1.5))) -- expect: false object length is not an integer
print(pcall(table.sort, with_length({}))) -- expect: false object length is not an integer
print(table.concat(with_length(0))) -- expect: 
print(table.unpack(with_length(2.0))) -- expect: nil nil
print(table.unpack(with_length("2"))) -- expect: nil nil
