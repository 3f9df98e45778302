-- require and its searchers read the fields of package with metamethods.
local fields = {path = "./no/?.lua", cpath = "./no/?.so", searchers = package.searchers}
package.path, package.cpath, package.searchers = nil, nil, nil
local reads = {}
setmetatable(package, {__index = function (_, key)
  reads[#reads + 1] = key
  return fields[key]
end})
local ok, message = pcall(require, "one.two")
print(ok, table.concat(reads, " "))     -- expect: false searchers path cpath cpath
print((message:gsub("\n\t", "; ")))
-- expect: module 'one.two' not found:; no field package.preload['one.two']; no file './no/one/two.lua'; no file './no/one/two.so'; no file './no/one.so'
fields.path = nil
print(select(2, pcall(require, "one"))) -- expect: 'package.path' must be a string
fields.searchers = 5
print(select(2, pcall(require, "one"))) -- expect: 'package.searchers' must be a table
