-- %q writes literals that read back as the same values.
print(("%q"):format('say "hi"\\'))                      -- expect: "say \"hi\"\\"
print(("%q"):format("tab\tzero\0digit\0001end\r\127"))  -- expect: "tab\9zero\0digit\0001end\13\127"
print((("%q"):format("line\nline"):gsub("\n", "<newline>"))) -- expect: "line\<newline>line"
print(("%q %q %q"):format(1, -7, math.maxinteger), ("%q"):format(math.mininteger)) -- expect: 1 -7 9223372036854775807 0x8000000000000000
print(("%q %q %q"):format(1.0, 0.1, -2.5), ("%q"):format(1e100)) -- expect: 0x1p+0 0x1.999999999999ap-4 -0x1.4p+1 0x1.249ad2594c37dp+332
print(("%q %q %q"):format(1/0, -1/0, 0/0))              -- expect: 1e9999 -1e9999 (0/0)
print(("%q %q %q"):format(nil, true, false))            -- expect: nil true false
for _, v in ipairs {"\0\1\2\r\n\"\\\200", 0.1, -1e300, 1 << 62, math.mininteger, 1/0, ""} do
    assert(load("return " .. ("%q"):format(v))() == v)
end
