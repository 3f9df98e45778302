-- What belongs to the classes.
local function members(class)
    local t = {}
    for i = 33, 126 do
        if string.char(i):match(class) then t[#t + 1] = string.char(i) end
    end
    return table.concat(t)
end
print(members("%a"))                                    -- expect: ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz
print(members("%d"), members("%x"))                     -- expect: 0123456789 0123456789ABCDEFabcdef
print(members("%p"))                                    -- expect: !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~
print(members("%l"), members("%u"))                     -- expect: abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ
print(members("[^%w]"))                                 -- expect: !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~
print(("\t\n\v\f\r "):match("%s+") == "\t\n\v\f\r ", ("\127\1"):match("%c+") == "\127\1") -- expect: true true
