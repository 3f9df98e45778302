-- % takes the magic from every special character.
print(("^$()%.[]*+-?"):match("^%^%$%(%)%%%.%[%]%*%+%-%?$")) -- expect: ^$()%.[]*+-?
print(("a.b"):match("%."), ("a b"):match("% "), ("a@b"):match("%@")) -- expect: .   @
print(("\0"):match("%\0") == "\0")                      -- expect: true
print(("a]b"):match("]"), ("a}b"):match("}"), ("a-b"):match("a%-b")) -- expect: ] } a-b
