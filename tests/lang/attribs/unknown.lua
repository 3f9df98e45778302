-- There are two attributes only.
local x <static> = 1                    -- expect syntax error: unknown attribute 'static'
