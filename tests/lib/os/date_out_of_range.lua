-- os.date of a moment whose year does not fit.
os.date("*t", math.maxinteger) -- expect error: date result cannot be represented in this installation
