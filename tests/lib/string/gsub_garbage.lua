-- gsub keeps what it needs while the collector runs in its callbacks.
local parts = {}
local r = (("word "):rep(50) .. "end"):gsub("%a+", function(w)
    parts[#parts + 1] = {w}
    collectgarbage()
    return w:upper() .. #parts
end)
print(#parts, #r, r:sub(1, 12), r:sub(-5))              -- expect: 51 346 WORD1 WORD2  END51
