-- A function has at most 255 upvalues.
local function names(letter, n)
    local list = {}
    for i = 1, n do
        list[i] = letter .. i
    end
    return table.concat(list, ",")
end
local function try(n)
    local uses = (names("a", 150) .. "," .. names("b", n)):gsub(",", "=1 ")
    print((select(2, load("local " .. names("a", 150) .. "\nfunction f()\nlocal " .. names("b", 150) ..
        "\nreturn function ()\n" .. uses .. "=1 end end", "=x"))))
end
try(105) -- expect: nil
try(106) -- expect: x:5: too many upvalues (limit is 255) in function at line 4 near '='
