-- Errors of arithmetic on strings that are no numbers.
local function fails(...) print((select(2, pcall(...)):gsub("^[^:]+:%d+: ", ""))) end
fails(function() return "a" + 1 end)                    -- expect: attempt to add a 'string' with a 'number'
fails(function() return 1 - "a" end)                    -- expect: attempt to sub a 'number' with a 'string'
fails(function() return {} * "1" end)                   -- expect: attempt to mul a 'table' with a 'string'
fails(function() return "1" / {} end)                   -- expect: attempt to div a 'string' with a 'table'
fails(function() return "a" % "b" end)                  -- expect: attempt to mod a 'string' with a 'string'
fails(function() return "" ^ 2 end)                     -- expect: attempt to pow a 'string' with a 'number'
fails(function() return "1x" // 2 end)                  -- expect: attempt to idiv a 'string' with a 'number'
fails(function() return -"a" end)                       -- expect: attempt to unm a 'string' with a 'string'
fails(function() return "1" + nil end)                  -- expect: attempt to add a 'string' with a 'nil'
fails(function() return "1\0" + 1 end)                  -- expect: attempt to add a 'string' with a 'number'
fails(function() return "0x" + 1 end)                   -- expect: attempt to add a 'string' with a 'number'
