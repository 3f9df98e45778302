-- A label inside a block is not seen from outside.
print(load("goto inner do ::inner:: end", "=c")) -- expect: nil c:1: no visible label 'inner' for <goto> at line 1
print(load("do\n goto x\nend\n", "=c"))          -- expect: nil c:4: no visible label 'x' for <goto> at line 2
print(load("repeat goto x until 1 local function f() ::x:: end", "=c")) -- expect: nil c:1: no visible label 'x' for <goto> at line 1
