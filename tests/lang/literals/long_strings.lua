-- Long brackets of any level; the first newline is dropped, nothing is escaped.
print([[abc]], [==[a]]b]=]c]==])        -- expect: abc a]]b]=]c
print([[
first]])                                -- expect: first
print(#[[

x]], [[\n]])                            -- expect: 2 \n
print(#[=[]]]=], #[[]])                 -- expect: 2 0
