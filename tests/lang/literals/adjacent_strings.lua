-- Two strings side by side are not joined.
print("x" 'y')                          -- expect syntax error: ')' expected near ''y''
