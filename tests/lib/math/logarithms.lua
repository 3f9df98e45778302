-- log with and without base, exp, sqrt and powers.
print(math.log(1), math.log(8, 2), math.log(1000, 10), math.log(81, 3), math.log(2, 4.0))
-- expect: 0.0 3.0 3.0 4.0 0.5
print(math.log(0), math.log(-1) ~= math.log(-1), math.log("8", "2")) -- expect: -inf true 3.0
print(math.exp(0), math.sqrt(2), math.sqrt(16), math.sqrt(-1) ~= math.sqrt(-1))
-- expect: 1.0 1.4142135623731 4.0 true
print(("%.10f"):format(math.exp(1))) -- expect: 2.7182818285
print(pcall(math.log)) -- expect: false bad argument #1 to 'math.log' (number expected, got no value)
print(pcall(math.log, 2, "x")) -- expect: false bad argument #2 to 'math.log' (number expected, got string)
print(pcall(math.sqrt, {})) -- expect: false bad argument #1 to 'math.sqrt' (number expected, got table)
