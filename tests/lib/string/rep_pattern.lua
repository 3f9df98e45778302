-- Long repetitions have the right bytes everywhere.
for _, period in ipairs {1, 2, 3, 7, 64, 1000} do
    local unit = ""
    for i = 1, period do unit = unit .. string.char(65 + i % 26) end
    local s = unit:rep(100)
    assert(#s == period * 100)
    for i = 0, 99 do assert(s:sub(i * period + 1, (i + 1) * period) == unit) end
    local joined = unit:rep(50, "--")
    assert(#joined == period * 50 + 98 and joined:sub(-period) == unit)
    assert(joined:sub(period + 1, period + 2) == "--")
end
print("ok")                                             -- expect: ok
