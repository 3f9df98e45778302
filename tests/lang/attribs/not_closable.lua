-- A value without __close cannot be closed.
print(pcall(function () local x <close> = {} end))
-- expect: false not_closable.lua:2: variable 'x' got a non-closable value
print(pcall(function () local file <close> = 42 end))
-- expect: false not_closable.lua:4: variable 'file' got a non-closable value
