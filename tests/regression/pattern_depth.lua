-- A pattern with many repeated items fails only where a match goes through 200 of them, as in 5.4.
local many = 250
print(("aaa"):find(("a?"):rep(many)))          -- expect: 1 3
print(("aaa"):find(("a*"):rep(many)))          -- expect: 1 3
print(("aaa"):find("b" .. ("a*"):rep(many)))   -- expect: nil
print(("aaa"):find(("a+"):rep(many)))          -- expect: nil
print(("aaa"):find(("b?"):rep(many)))          -- expect: 1 0
print(("aaa"):match(("b*"):rep(10000) .. "(a+)$")) -- expect: aaa
print(("aaa"):find(("b-"):rep(many) .. "a"))   -- expect: 1 1
print(("aaa"):gsub(("b-"):rep(many) .. "()", "%1")) -- expect: 1a2a3a4 4
local function find(subject, pattern)
  local ok, first, last = pcall(string.find, subject, pattern)
  return first, last
end
local long = ("a"):rep(300)
print(find(long, ("a?"):rep(199)))             -- expect: 1 199
print(find(long, ("a?"):rep(200)))             -- expect: pattern too complex nil
print(find(("ab"):rep(200), ("a+b+"):rep(99) .. "a+")) -- expect: 1 199
print(find(("ab"):rep(200), ("a+b+"):rep(100)))        -- expect: pattern too complex nil
print(find(long, ("a-"):rep(199)))             -- expect: 1 0
print(find(long, ("a-"):rep(200)))             -- expect: pattern too complex nil
print(find(long, ("a?b?"):rep(199)))           -- expect: 1 199
print(find(long, ("a?b?"):rep(200)))           -- expect: pattern too complex nil
print(find(long, ("(a)"):rep(31) .. ("a?"):rep(137))) -- expect: 1 168
print(find(long, ("(a)"):rep(31) .. ("a?"):rep(138))) -- expect: pattern too complex nil
print(find(long, ("()"):rep(31) .. ("a-"):rep(168)))  -- expect: 1 0
print(find(long, ("()"):rep(31) .. ("a-"):rep(169)))  -- expect: pattern too complex nil
-- An optional item that gives its byte back leaves its level.
print(find("aab", ("a?"):rep(300) .. "aab"))   -- expect: 1 3
print(find(("a"):rep(199), ("a?"):rep(300) .. "$"))       -- expect: 1 199
print(find(("a"):rep(400), ("a?"):rep(200000)))           -- expect: pattern too complex nil
print(pcall(string.gmatch(long, ("a?"):rep(200))))        -- expect: false pattern too complex
