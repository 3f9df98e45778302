-- os.date: conversions of strftime, with and without modifiers.
print(os.date("!%Y-%m-%d %H:%M:%S", 0))         -- expect: 1970-01-01 00:00:00
print(os.date("!%a %A %b %B %p %j %y %e %I", 86400 * 364)) -- expect: Thu Thursday Dec December AM 365 70 31 12
print(os.date("!%c|%x|%X|%D|%F|%T|%R|%r", 1e9 // 1 | 0))
-- expect: Sun Sep 9 01:46:40 2001|09/09/01|01:46:40|09/09/01|2001-09-09|01:46:40|01:46|01:46:40 AM
print(os.date("!%C %g %G %u %w %U %V %W %h", 1e9 // 1 | 0)) -- expect: 20 01 2001 7 0 36 36 36 Sep
print(os.date("!%Ec|%EC|%Ex|%EX|%Ey|%EY|%Od|%Oe|%OH|%OI|%Om|%OM|%OS|%Ou|%OU|%OV|%Ow|%OW|%Oy", 0))
-- expect: Thu Jan 1 00:00:00 1970|19|01/01/70|00:00:00|70|1970|01| 1|00|12|01|00|00|4|00|01|4|00|70
print(os.date("!100%%", 0), os.date("!", 0) == "") -- expect: 100% true
print(#os.date("!a\0b%n%t", 0))                  -- expect: 5
