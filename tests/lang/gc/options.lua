-- The options of collectgarbage and what they return.
print(collectgarbage() == 0, collectgarbage("collect") == 0) -- expect: true true
print(math.type(collectgarbage("count")), collectgarbage("count") > 5) -- expect: float true
print(collectgarbage("isrunning"))      -- expect: true
print(collectgarbage("stop"), collectgarbage("isrunning")) -- expect: 0 false
print(collectgarbage("restart"), collectgarbage("isrunning")) -- expect: 0 true
print(type(collectgarbage("step")), type(collectgarbage("step", 10))) -- expect: boolean boolean
print(pcall(collectgarbage, "what"))    -- expect: false bad argument #1 to 'collectgarbage' (invalid option 'what')
