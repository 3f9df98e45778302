-- The package table, and what require sees of it.
local names = {}
for name in pairs(package) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))
-- expect: config cpath loaded loadlib path preload searchers searchpath
print(#package.searchers) -- expect: 4
print(package.loaded._G == _G, package.loaded.string == string, package.loaded.package == package)
-- expect: true true true
print(debug.getregistry()._LOADED == package.loaded, debug.getregistry()._PRELOAD == package.preload)
-- expect: true true
