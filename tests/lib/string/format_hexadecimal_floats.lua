-- %a and %A.
print(("%a %A %a"):format(1, 1, 0.5))                   -- expect: 0x1p+0 0X1P+0 0x1p-1
print(("%a %a %.1a %.3A"):format(-3.75, 0, 1.999, 1/3)) -- expect: -0x1.ep+1 0x0p+0 0x2.0p+0 0X1.555P-2
print(("%10a|%-10a|%+a|% a|%020a"):format(1, 1, 1, 1, 1)) -- expect:     0x1p+0|0x1p+0    |+0x1p+0| 0x1p+0|0x000000000000001p+0
print(("%a"):format(1e308), ("%a"):format(5e-324), ("%a"):format(1/0)) -- expect: 0x1.1ccf385ebc8ap+1023 0x0.0000000000001p-1022 inf
