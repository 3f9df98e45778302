-- An error in a replacement function comes out of gsub.
local function fails(...) print(select(2, pcall(...))) end
fails(string.gsub, "abc", "b", function() error("inside", 0) end) -- expect: inside
print(pcall(string.gsub, "abc", "b", function(s) error(s .. "!", 0) end)) -- expect: false b!
print(select(2, pcall(string.gsub, "abc", "b", function() error(setmetatable({}, {__tostring = function() return "object" end})) end))) -- expect: object
