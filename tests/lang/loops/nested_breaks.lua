-- break with captured variables and nested functions.
local f = {}
for i = 1, 10 do
  for j = 1, 10 do
    local k = i * j
    f[#f + 1] = function () return i, j, k end
    if k >= 4 then break end
  end
  if i == 2 then break end
end
print(#f, f[#f]())                      -- expect: 6 2 2 4
