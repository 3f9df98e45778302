local t = {}
print(t.size.x)
