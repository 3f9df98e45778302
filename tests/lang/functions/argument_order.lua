-- Function, arguments and table fields are evaluated from left to right.
local log = {}
local function mark(x) log[#log + 1] = x; return x end
local f = function () return print end
local _ = {mark "a", mark "b", [mark "c"] = mark "d"}
mark("e");
(function (...) end)(mark "f", mark "g", (mark "h"))
_ = mark "i" .. mark "j"
print(table.concat(log))                -- expect: abcdefghij
