-- %p shows addresses of objects.
local t = {}
print(("%p"):format(t) == ("%p"):format(t), ("%p"):format(t) == ("%p"):format({})) -- expect: true false
print(("%p"):format(1), ("%p"):format(nil), ("%p"):format(true), ("%p"):format(1.5)) -- expect: (null) (null) (null) (null)
print(("[%10p][%-10p]"):format(1, 2))                   -- expect: [    (null)][(null)    ]
print(("%p"):format(t) == tostring(t):match("0x%x+"), ("%p"):format("abc") == ("%p"):format("abc")) -- expect: true true
print(#("%40p"):format(print), ("%-40p"):format(print):sub(1, 2)) -- expect: 40 0x
