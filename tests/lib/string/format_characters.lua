-- %c makes a byte of its code.
print(("%c%c%c"):format(76, 117, 97))                   -- expect: Lua
print(("[%5c][%-5c]"):format(65, 66))                   -- expect: [    A][B    ]
print(("%c"):format(0) == "\0", #("%3c"):format(0), ("%c"):format("65"), ("%c"):format(65.0)) -- expect: true 3 A A
print(("%c"):format(256 + 65))                          -- expect: A
