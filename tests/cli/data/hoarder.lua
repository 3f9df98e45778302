-- Keeps memory and catches the error that there is no more.
local kept = {}
while true do
  pcall(function () while true do kept[#kept + 1] = {} end end)
end
