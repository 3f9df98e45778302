-- require of a file that does not compile.
local name = os.tmpname()
local f = io.open(name, "w")
f:write("x =")
f:close()
package.path = name
local ok, message = pcall(require, "broken")
print((message:gsub(name, "FILE")))
-- expect: error loading module 'broken' from file 'FILE':
-- expect: 	FILE:1: unexpected symbol near <eof>
print(package.loaded.broken) -- expect: nil
os.remove(name)
