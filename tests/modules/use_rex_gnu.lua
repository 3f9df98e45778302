-- rex_gnu does what all modules of lrexlib do (data/rex.lua).
-- package: lua-rex-gnu
print(dofile("data/rex.lua")(require("rex_gnu"))) -- expect: a|b|c
