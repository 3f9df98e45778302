-- Format n takes the longest prefix that may be a numeral, and consumes it even when it is none.
local function read(text)
  local f <close> = io.tmpfile()
  f:write(text)
  f:seek("set")
  return f:read("n"), f:read("a")
end
print(read("  +12,"))          -- expect: 12 ,
print(read("0x"))              -- expect: nil
print(read("-0xffp1;"))        -- expect: -510.0 ;
print(read(".5.5"))            -- expect: 0.5 .5
print(read("1e+x"))            -- expect: nil x
print(read("- 1"))             -- expect: nil  1
print(read("0x.8p2 "))         -- expect: 2.0
print(read("123abc"))          -- expect: 123 abc
print(read("nan"))             -- expect: nil nan
print(read(""))                -- expect: nil
print(read("9223372036854775808")) -- expect: 9.2233720368548e+18
