-- %bxy matches balanced texts.
print(("f(a(b)c)d"):match("%b()"))                      -- expect: (a(b)c)
print(("((a)"):match("%b()"))                           -- expect: (a)
print(("a)b(c"):match("%b()"))                          -- expect: nil
print(("x'y'z"):match("%b''"))                          -- expect: 'y'
print(("[[x]]"):match("%b[]", 2))                       -- expect: [x]
print(("THE (quick) fox"):find("%((%a+)%)"), ("(())()"):match("^%b()%b()$")) -- expect: 5 (())()
print(("begin a end"):match("%bbd"))                    -- expect: begin a end
print(("xyx"):match("%bxx"), ("(\0)"):match("%b()") == "(\0)") -- expect: xyx true
