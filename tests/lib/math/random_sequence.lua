-- A seed gives the same numbers everywhere.
math.randomseed(42)
print(math.random(0), math.random(10), math.random(3, 7), math.random(1000000))
-- expect: -1276290044721465627 2 6 154966
print(("%.14f"):format(math.random())) -- expect: 0.61731763595847
math.randomseed(42, 7)
print(math.random(0), math.random(math.mininteger, math.maxinteger), math.random(-10, -5))
-- expect: -3100642489518372304 8709428423757666755 -9
math.randomseed(1007)
print(("%x"):format(math.random(0))) -- expect: 7a7040a5a323c9d6
math.randomseed(5.0)
print(math.random(100), math.random(100), math.random(100), math.random(2^40 | 0))
-- expect: 75 40 68 1073137018920
