-- Sets: ranges, complements, brackets and hyphens as members.
print(("a-b]c^d"):match("[]]"), ("a-b]c^d"):match("[^]]+"), ("a-b"):match("[a-]+")) -- expect: ] a-b a-
print(("x-y"):match("[x-]+"), ("^x"):match("[x^]+"), ("b"):match("[^^]")) -- expect: x- ^x b
print(("hello123"):match("[a-z]+"), ("hello123"):match("[0-9]+"), ("hello"):match("[^a-g]+")) -- expect: hello 123 h
print(("a%b"):match("[%%]"), ("a]b"):match("[%]]"), ("a]b"):match("[%a%]]+")) -- expect: % ] a]b
print(("+-*"):match("[+--]+"), ("z-a"):match("[%a-z]+"), ("0x1F"):match("[%x]+", 3)) -- expect: +- z-a 1F
print(("abc"):match("[c-a]"), ("a"):match("[a-a]"), ("a.b"):match("[.]")) -- expect: nil a .
print(("\0\1\2"):match("[\0-\1]+") == "\0\1", ("\255"):match("[\128-\255]") == "\255") -- expect: true true
print(("a$b(c"):match("[$]"), ("a$b(c"):match("[(]"), ("x_1"):match("[%w_]+")) -- expect: $ ( x_1
