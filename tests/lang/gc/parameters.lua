-- setpause and setstepmul give the old values.
local pause, stepmul = collectgarbage("setpause", 200), collectgarbage("setstepmul", 300)
print(math.type(pause), math.type(stepmul)) -- expect: integer integer
print(collectgarbage("setpause", pause), collectgarbage("setstepmul", stepmul)) -- expect: 200 300
