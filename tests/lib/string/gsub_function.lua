-- string.gsub calls a function with the captures.
print(("hello world"):gsub("%w+", string.upper))        -- expect: HELLO WORLD 2
print(("k=v a=b"):gsub("(%w)=(%w)", function(k, v) return v .. "=" .. k end)) -- expect: v=k b=a 2
print(("abc"):gsub("%w", function(c) if c == "b" then return "X" end end)) -- expect: aXc 3
print(("abc"):gsub("%w", function() return false end))  -- expect: abc 3
print(("abc"):gsub("()%w", function(p) return p end))   -- expect: 123 3
print(("abc"):gsub("", function(s) return "[" .. #s .. "]" end)) -- expect: [0]a[0]b[0]c[0] 4
print(("123"):gsub("%d", function(d) return d + 0.5 end)) -- expect: 1.52.53.5 3
print(("abc"):gsub("b", function(...) return select("#", ...) end)) -- expect: a1c 1
print(("abc"):gsub("(b)()", function(...) return select("#", ...) end)) -- expect: a2c 1
print(("abc"):gsub("%w", function(c) return c, "ignored" end, 2)) -- expect: abc 2
print(("abc"):gsub("b", "%%%0%%"))                      -- expect: a%b%c 1
