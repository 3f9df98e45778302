#!/usr/bin/env lua
local unused = 1
local CONSTANT <const> = 2
local WASTED <const> = 3
local _ignored, kept = 4, 5
local written
written = kept
local function helper(text, unread)
  local text = text or CONSTANT
  return pritn(text)
end
local function recursive() return recursive() end
local guard <close> = nil
function defined() return later, missing end
later = 1
_G.through_table = 2
print(through_table, type(maybe), maybe)
if jit then jit.off() end
local unpack = table.unpack or unpack
for i = 1, 3 do
  for i, kept in ipairs({i}) do print(i, kept) end
end
do
  local _ENV = {print = print}
  print(whatever)
end
local kept = kept
print(helper, kept, unpack)
