-- As many results as a stack can take.
-- slow
print(select("#", table.unpack({}, 1, 200000))) -- expect: 200000
print(select("#", table.unpack({}, 1, 900000))) -- expect: 900000
