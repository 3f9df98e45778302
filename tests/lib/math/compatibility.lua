-- Functions of older versions that are still there.
print(math.pow(2, 10), math.log10(1000), math.ldexp(1, 4), math.frexp(8)) -- expect: 1024.0 3.0 16.0 0.5 4
print(math.cosh(0), math.sinh(0), math.tanh(0)) -- expect: 1.0 0.0 0.0
print(math.frexp(-3.5)) -- expect: -0.875 2
print(math.frexp(0)) -- expect: 0.0 0
print(math.ldexp("3", 2), math.ldexp(1, -1080), math.ldexp(0.5, 1.0)) -- expect: 12.0 0.0 1.0
print(pcall(math.ldexp, 1)) -- expect: false bad argument #2 to 'math.ldexp' (number expected, got no value)
print(pcall(math.ldexp, 1, 2.5))
-- expect: false bad argument #2 to 'math.ldexp' (number has no integer representation)
