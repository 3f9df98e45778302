-- Which byte sequences are valid.
local function valid(s, lax) return utf8.len(s, 1, -1, lax) and "yes" or "no" end
print(valid("\xC0\x80"), valid("\xC1\xBF"), valid("\xC2\x80"), valid("\xDF\xBF")) -- expect: no no yes yes
print(valid("\xE0\x9F\xBF"), valid("\xE0\xA0\x80"), valid("\xEF\xBF\xBF")) -- expect: no yes yes
print(valid("\xF0\x8F\xBF\xBF"), valid("\xF0\x90\x80\x80"), valid("\xF4\x8F\xBF\xBF"), valid("\xF4\x90\x80\x80")) -- expect: no yes yes no
print(valid("\xED\x9F\xBF"), valid("\xED\xA0\x80"), valid("\xED\xBF\xBF"), valid("\xEE\x80\x80")) -- expect: yes no no yes
print(valid("\xED\xA0\x80", true), valid("\xF4\x90\x80\x80", true), valid("\xF0\x8F\xBF\xBF", true)) -- expect: yes yes no
print(valid("\xF8\x88\x80\x80\x80"), valid("\xF8\x88\x80\x80\x80", true), valid("\xF8\x87\xBF\xBF\xBF", true)) -- expect: no yes no
print(valid("\xFC\x84\x80\x80\x80\x80", true), valid("\xFD\xBF\xBF\xBF\xBF\xBF", true), valid("\xFC\x83\xBF\xBF\xBF\xBF", true)) -- expect: yes yes no
print(valid("\xFE", true), valid("\xFF", true), valid("\x80", true), valid("\xE2\x82", true), valid("\xE2\x82a")) -- expect: no no no no no
