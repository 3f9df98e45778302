-- string.find gives positions, then captures.
print(("key=value"):find("(%w+)=(%w+)"))                -- expect: 1 9 key value
print(("key=value"):find("()="))                        -- expect: 4 4 4
print(("key"):find("(x*)"))                             -- expect: 1 0 
print(("  x"):find("^%s*()"))                           -- expect: 1 2 3
