-- rex_pcre2 does what all modules of lrexlib do (data/rex.lua).
-- package: lua-rex-pcre2
print(dofile("data/rex.lua")(require("rex_pcre2"))) -- expect: a|b|c
