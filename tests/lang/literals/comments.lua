-- Short, long and nested comments are blank space.
print(1 --[[ inside ]] + 2)             -- expect: 3
--[==[ print("no")
]] print("no")
--]==] print("yes")                     -- expect: yes
---[[ not long
print("runs")                           -- expect: runs
--]]
