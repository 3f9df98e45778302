-- Sizes of all options.
print(string.packsize("b"), string.packsize("B"), string.packsize("h"), string.packsize("H")) -- expect: 1 1 2 2
print(string.packsize("i"), string.packsize("I"), string.packsize("l"), string.packsize("L")) -- expect: 4 4 8 8
print(string.packsize("j"), string.packsize("J"), string.packsize("T"), string.packsize("n")) -- expect: 8 8 8 8
print(string.packsize("f"), string.packsize("d"), string.packsize("x"), string.packsize("c10")) -- expect: 4 8 1 10
print(string.packsize("i7"), string.packsize("I16"), string.packsize(""), string.packsize("< > = !")) -- expect: 7 16 0 0
print(string.packsize("!8 b d"), string.packsize("b d"), string.packsize("c0")) -- expect: 16 9 0
