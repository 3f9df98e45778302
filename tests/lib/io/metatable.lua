-- The metatable of files: its name, its methods, its metamethods.
local mt = getmetatable(io.stdout)
print(mt.__name, debug.getregistry()["FILE*"] == mt)  -- expect: FILE* true
local methods = {}
for name in pairs(mt.__index) do
  methods[#methods + 1] = name
end
table.sort(methods)
print(table.concat(methods, " ")) -- expect: close flush lines read seek setvbuf write
print(type(mt.__gc), type(mt.__close), type(mt.__tostring)) -- expect: function function function
print((tostring(io.stdout):gsub("0x%x+", "ADDRESS"))) -- expect: file (ADDRESS)
