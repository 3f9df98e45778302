-- An upvalue that is indexed is read after the key, which may have set it; a local variable as well.
local list = {a = "old"}
local function change()
  list = {a = "new"}
  return "a"
end
local function read() return list[change()] end
print(read())                          -- expect: new
local function write()
  local old = list
  list[change()] = "written"
  return old.a, list.a
end
print(write())                         -- expect: new	written
print(list[change()])                  -- expect: new
