-- os.remove removes empty directories as well.
local name = os.tmpname()
os.remove(name)
os.execute("mkdir " .. name)
print(os.remove(name)) -- expect: true
