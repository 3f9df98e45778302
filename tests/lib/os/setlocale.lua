-- os.setlocale: asks with nil, changes with a name, and refuses unknown ones.
print(os.setlocale())                  -- expect: C
print(os.setlocale("C"))               -- expect: C
print(os.setlocale(nil, "numeric"))    -- expect: C
print(os.setlocale("no such locale"))  -- expect: nil
for _, category in ipairs {"all", "collate", "ctype", "monetary", "numeric", "time"} do
  assert(os.setlocale(nil, category))
end
os.setlocale("C", "all of it") -- expect error: bad argument #2 to 'setlocale' (invalid option 'all of it')
