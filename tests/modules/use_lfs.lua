-- lfs: directories, attributes, links, locks.
-- package: lua-filesystem
local lfs = require("lfs")
local folder = os.tmpname()
os.remove(folder)
assert(lfs.mkdir(folder))
assert(lfs.attributes(folder, "mode") == "directory")
local here = lfs.currentdir()
assert(lfs.chdir(folder))
for i = 1, 30 do
  local f <close> = assert(io.open("file" .. i, "w"))
  f:write(("x"):rep(i))
end
local seen, total = 0, 0
for name in lfs.dir(".") do
  if name ~= "." and name ~= ".." then
    local attributes = assert(lfs.attributes(name))
    seen, total = seen + 1, total + attributes.size
    assert(attributes.mode == "file" and attributes.modification > 1600000000)
  end
end
assert(seen == 30 and total == 465)
assert(lfs.link("file1", "link", true) and lfs.symlinkattributes("link", "mode") == "link")
assert(lfs.touch("file1", 1000, 2000) and lfs.attributes("file1").modification == 2000)
local f = io.open("file2", "r+")
assert(lfs.lock(f, "w") and lfs.unlock(f))
f:close()
assert(not pcall(lfs.lock, f, "w"))
local iterator, object = lfs.dir(".")
object:close()
assert(not pcall(iterator, object))
assert(not pcall(lfs.dir, "/nowhere/at/all"))
assert(select(2, lfs.attributes("/nowhere")):find("No such file"))
os.remove("link")
for i = 1, 30 do assert(os.remove("file" .. i)) end
assert(lfs.chdir(here) and lfs.rmdir(folder))
