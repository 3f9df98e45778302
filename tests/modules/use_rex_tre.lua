-- rex_tre does what all modules of lrexlib do (data/rex.lua).
-- package: lua-rex-tre
print(dofile("data/rex.lua")(require("rex_tre"))) -- expect: a|b|c
