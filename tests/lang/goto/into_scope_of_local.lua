-- A goto cannot jump into the scope of a local.
print(load("goto l; local a; ::l:: print(a)", "=c"))
-- expect: nil c:1: <goto l> at line 1 jumps into the scope of local 'a'
print(load("do goto l; local a; ::l:: end", "=c") ~= nil)       -- expect: true
print(load("do goto l; local a; ::l:: ; ::m:: end", "=c") ~= nil) -- expect: true
print(load("repeat if x then goto c end; local y; ::c:: until y", "=c"))
-- expect: nil c:1: <goto c> at line 1 jumps into the scope of local 'y'
