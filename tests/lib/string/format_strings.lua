-- %s with width and precision.
print(("%s %s"):format("a", "b"))                       -- expect: a b
print(("[%5s][%-5s][%1s]"):format("abc", "abc", "abc")) -- expect: [  abc][abc  ][abc]
print(("[%.2s][%5.2s][%-5.2s][%.0s][%.s][%.9s]"):format("abc", "abc", "abc", "abc", "abc", "abc")) -- expect: [ab][   ab][ab   ][][][abc]
print(("%s"):format("a\0b") == "a\0b", ("x%sy"):format(("z"):rep(1000)):len()) -- expect: true 1002
print(("%10s|%-10s|"):format(1, 2.5))                   -- expect:          1|2.5       |
print(("%.3s"):format(("x"):rep(200)), #("%5s"):format(("x"):rep(200)), #("%-99s"):format("x")) -- expect: xxx 200 99
print(("%s %s %s %s"):format(nil, true, false, 12))     -- expect: nil true false 12
print(("%s %s %s"):format(1e15, -0.0, 2^63))            -- expect: 1e+15 -0.0 9.2233720368548e+18
print(("%5s|%-6s|%.2s"):format(nil, true, false))       -- expect:   nil|true  |fa
print(("100%% %s%%"):format(5), ("%%"):format(), ("%%%d%%"):format(1)) -- expect: 100% 5% % %1%
print(#("%s%s%s"):format(("a"):rep(3000), ("b"):rep(3000), 1)) -- expect: 6001
