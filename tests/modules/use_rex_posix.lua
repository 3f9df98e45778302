-- rex_posix does what all modules of lrexlib do (data/rex.lua).
-- package: lua-rex-posix
print(dofile("data/rex.lua")(require("rex_posix"))) -- expect: a|b|c
