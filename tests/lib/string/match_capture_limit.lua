-- A pattern has up to 32 captures.
local function fails(...) print(select(2, pcall(...))) end
print(select("#", ("a"):rep(40):match(("(a)"):rep(32)))) -- expect: 32
print(select("#", (""):match(("()"):rep(32))))          -- expect: 32
fails(string.match, ("a"):rep(40), ("(a)"):rep(33))     -- expect: too many captures
fails(string.match, "", ("()"):rep(33))                 -- expect: too many captures
fails(string.match, "a", ("("):rep(33))                 -- expect: too many captures
