-- A failure while iterating is an error, not the end of the file.
for line in io.lines("/") do end -- expect error: Is a directory
