-- os.exit: false is failure.
-- exit: 1
os.exit(false)
