-- The suffixes * + - and ?.
print(("aaa"):match("a*"), ("aaa"):match("a+"), ("aaa"):match("a-"), ("aaa"):match("a?")) -- expect: aaa aaa  a
print(("aaab"):match("a*b"), ("aaab"):match("a+b"), ("aaab"):match("a-b"), ("aaab"):match("a?b")) -- expect: aaab aaab aaab ab
print(("b"):match("a*b"), ("b"):match("a+b"), ("b"):match("a-b"), ("b"):match("a?b")) -- expect: b nil b b
print(("<a><b>"):match("<.*>"), ("<a><b>"):match("<.->"), ("<a><b>"):match("<.+>")) -- expect: <a><b> <a> <a><b>
print(("aaa"):match("^a-$"), ("aab"):match("^a-$"), ("xaax"):match("a-x"), (""):match("a-")) -- expect: aaa nil x 
print(("a*b"):match("a%*b"), ("a+"):match("a%+"), ("**"):match("**"), ("+"):match("+")) -- expect: a*b a+ ** +
print(("abcabc"):match("(a.*)c"), ("abcabc"):match("(a.-)c"), ("aXbXc"):match("(.-)X(.*)")) -- expect: abcab ab a bXc
print(("12.5e3"):match("^%d+%.?%d*e?%d*$"), ("x=1,y=2"):match("y=(%d)")) -- expect: 12.5e3 2
