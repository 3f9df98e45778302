-- package.searchpath: the first readable file, or what was tried.
local name = os.tmpname()
local folder, base = name:match("^(.*)/(.*)$")
print(package.searchpath(base, "/nowhere/?;" .. folder .. "/?") == name)           -- expect: true
print(package.searchpath((folder:gsub("/", ".")) .. "." .. base, "?") == name) -- expect: true
print(package.searchpath("a.b", "./?.x;?"))
-- expect: nil no file './a/b.x'
-- expect: 	no file 'a/b'
print(select(2, package.searchpath("a-b", "?", "-", "+")))   -- expect: no file 'a+b'
print(select(2, package.searchpath("a.b", "?", "")))         -- expect: no file 'a.b'
print(select(2, package.searchpath("a", "no mark;;")))
-- expect: no file 'no mark'
-- expect: 	no file ''
-- expect: 	no file ''
os.remove(name)
