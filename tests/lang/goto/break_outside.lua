-- break needs a loop around it.
print(load("break", "=c"))
-- expect: nil c:1: break outside loop at line 1
print(load("for i = 1, 2 do local f = function () break end end", "=c"))
-- expect: nil c:1: break outside loop at line 1
