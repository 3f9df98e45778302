-- Not-a-number in formats (its sign is the machine's affair).
print((("%f"):format(0/0):gsub("-", "")), (("%.1f"):format(0/0):gsub("-", "")), (("%g"):format(-(0/0)):gsub("-", ""))) -- expect: nan nan nan
