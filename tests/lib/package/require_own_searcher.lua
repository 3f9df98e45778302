-- Searchers return a loader and its data, or a reason, or nothing.
package.path, package.cpath = "", ""
table.insert(package.searchers, 1, function (name)
  if name == "wanted" then
    return function (...) print(...); return "found" end, "data"
  elseif name == "refused" then
    return "my reason"
  end
end)
print(require("wanted"))
-- expect: wanted data
-- expect: found data
print((select(2, pcall(require, "refused"))))
-- expect: module 'refused' not found:
-- expect: 	my reason
-- expect: 	no field package.preload['refused']
-- expect: 	no file ''
-- expect: 	no file ''
