-- The options of collectgarbage and what they return.
print(collectgarbage(), collectgarbage("collect")) -- expect: 0 0
print(math.type(collectgarbage("count")), collectgarbage("count") > 0) -- expect: float true
print(collectgarbage("isrunning"), collectgarbage("stop"), collectgarbage("isrunning"))
-- expect: true 0 false
print(collectgarbage("restart"), collectgarbage("isrunning")) -- expect: 0 true
print(type(collectgarbage("step")), type(collectgarbage("step", 10))) -- expect: boolean boolean
print(pcall(collectgarbage, "unknown"))
-- expect: false bad argument #1 to 'collectgarbage' (invalid option 'unknown')
print(pcall(collectgarbage, "step", "x"))
-- expect: false bad argument #2 to 'collectgarbage' (number expected, got string)
