#!/usr/bin/env lua
-- A first line with # is skipped, and lines are still counted.
print(debug.getinfo(1, "l").currentline) -- expect: 3
