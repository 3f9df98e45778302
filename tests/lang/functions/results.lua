-- Lists of results are adjusted to what the place needs.
local function three() return 1, 2, 3 end
local function none() end
print(three())                          -- expect: 1 2 3
print(three(), three())                 -- expect: 1 1 2 3
print((three()))                        -- expect: 1
print(#{three()}, #{three(), three()}, #{(three())}) -- expect: 3 4 1
print(none(), (none()))                 -- expect: nil nil
print(none())                           -- expect: 
print(select("#", none()), select("#", (none()))) -- expect: 0 1
