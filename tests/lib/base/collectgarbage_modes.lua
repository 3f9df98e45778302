-- Changing the mode or a parameter returns the one before.
print(collectgarbage("incremental"), collectgarbage("generational", 20, 100))
-- expect: generational incremental
print(collectgarbage("generational"), collectgarbage("incremental", 200, 100, 13))
-- expect: generational generational
print(collectgarbage("incremental")) -- expect: incremental
collectgarbage("setpause", 160)
print(collectgarbage("setpause", 200), collectgarbage("setpause", 200)) -- expect: 160 200
collectgarbage("setstepmul", 120)
print(collectgarbage("setstepmul", 100), collectgarbage("setstepmul", 100)) -- expect: 120 100
