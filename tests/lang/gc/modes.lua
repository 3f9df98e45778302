-- Both modes name the one before.
collectgarbage("generational")
print(collectgarbage("incremental"), collectgarbage("incremental")) -- expect: generational incremental
print(collectgarbage("generational", 20, 100), collectgarbage("incremental", 200, 100, 13))
-- expect: incremental generational
