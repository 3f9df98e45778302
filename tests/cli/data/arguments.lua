-- Prints its arguments, numbered.
for i, v in ipairs {...} do print(i .. ": " .. v) end
