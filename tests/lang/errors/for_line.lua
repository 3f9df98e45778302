-- An iterator that cannot be called is reported in the line where the values of the loop begin.
print(pcall(load("local a\n for k,v in 3 \n do \n print(k) \n end", "=c")))
-- expect: false c:2: attempt to call a number value (for iterator 'for iterator')
print(pcall(load("\n\n for k,v in \n 3 \n do \n print(k) \n end", "=c")))
-- expect: false c:4: attempt to call a number value (for iterator 'for iterator')
