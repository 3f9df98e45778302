-- A label may be defined once per function and visible block.
print(load("::a:: ::a::", "=c"))        -- expect: nil c:1: label 'a' already defined on line 1
print(load("::a:: do ::a:: end", "=c")) -- expect: nil c:1: label 'a' already defined on line 1
print(load("do ::a:: end ::a::", "=c") ~= nil) -- expect: true
