-- require of a module that no searcher finds: the message lists what was tried.
package.path = "./?.lua;./?/init.lua"
package.cpath = "/nowhere/?.so"
local ok, message = pcall(require, "no.such-module")
print(message)
-- expect: module 'no.such-module' not found:
-- expect: 	no field package.preload['no.such-module']
-- expect: 	no file './no/such-module.lua'
-- expect: 	no file './no/such-module/init.lua'
-- expect: 	no file '/nowhere/no/such-module.so'
-- expect: 	no file '/nowhere/no.so'
