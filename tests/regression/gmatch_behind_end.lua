-- gmatch that begins behind the end of its subject finds nothing and reads nothing there.
for _, pattern in ipairs {"^", "c", "%w+", ".", "", "()", "[^a]", "%s?"} do
  for match in string.gmatch("c", pattern, 3) do print(match) end
  for match in string.gmatch("", pattern, 100) do print(match) end
  for match in string.gmatch("abc", pattern, math.maxinteger) do print(match) end
end
print((string.gmatch("c", "", 2)()) == "")  -- expect: true
print(pcall(string.gmatch, "c", "c", 1.5))  -- expect: false bad argument #3 to 'string.gmatch' (number has no integer representation)
