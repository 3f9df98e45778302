-- rex_onig does what all modules of lrexlib do (data/rex.lua).
-- package: lua-rex-onig
print(dofile("data/rex.lua")(require("rex_onig"))) -- expect: a|b|c
