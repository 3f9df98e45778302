-- os.exit ends the program with the status.
-- exit: 9
print("before") -- expect: before
os.exit(9)
print("after")
