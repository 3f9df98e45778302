-- debug.setcstacklimit is there for compatibility and changes nothing.
print(debug.setcstacklimit(1000), debug.setcstacklimit(100)) -- expect: 200 200
