-- require finds a file along package.path and passes its name.
local name = os.tmpname()
local folder, base = name:match("^(.*/)(.*)$")
local file = folder .. base .. "_module.lua"
local f = io.open(file, "w")
f:write("local name, path = ...; return {name = name, path = path}")
f:close()
package.path = folder .. "?.nothing;" .. folder .. "?_module.lua"
local module, path = require(base)
print(module.name == base, module.path == file, path == file) -- expect: true true true
os.remove(file)
os.remove(name)
