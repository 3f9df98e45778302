-- SPDX-License-Identifier: MIT
-- Serialising and parsing a nested document.
local concat, format, floor = table.concat, string.format, math.floor
local function write(v, out)
  if type(v) == "table" then
    if v[1] ~= nil then
      out[#out + 1] = "["
      for i = 1, #v do if i > 1 then out[#out + 1] = "," end write(v[i], out) end
      out[#out + 1] = "]"
    else
      out[#out + 1] = "{"
      local keys = {}
      for k in pairs(v) do keys[#keys + 1] = k end
      table.sort(keys)
      for i, k in ipairs(keys) do
        out[#out + 1] = (i > 1 and "," or "") .. format("%q:", k)
        write(v[k], out)
      end
      out[#out + 1] = "}"
    end
  elseif type(v) == "string" then out[#out + 1] = '"' .. v:gsub('[%c"\\]', "\\%0") .. '"'
  else out[#out + 1] = tostring(v) end
end
local read
local function skip(s, i) return s:find("%S", i) end
local function read_string(s, i)
  local e = s:find('"', i + 1, true)
  return s:sub(i + 1, e - 1), e + 1
end
function read(s, i)
  i = skip(s, i)
  local c = s:sub(i, i)
  if c == '"' then return read_string(s, i)
  elseif c == "[" then
    local t = {}
    i = i + 1
    while s:sub(i, i) ~= "]" do
      t[#t + 1], i = read(s, i)
      if s:sub(i, i) == "," then i = i + 1 end
    end
    return t, i + 1
  elseif c == "{" then
    local t, k = {}, nil
    i = i + 1
    while s:sub(i, i) ~= "}" do
      k, i = read_string(s, i)
      t[k], i = read(s, i + 1)
      if s:sub(i, i) == "," then i = i + 1 end
    end
    return t, i + 1
  elseif s:find("^true", i) then return true, i + 4
  elseif s:find("^false", i) then return false, i + 5 end
  local number = s:match("^-?[%d.]+", i)
  return tonumber(number), i + #number
end
local document = {items = {}, name = "example"}
for i = 1, 300 do
  document.items[i] = {id = i, label = "item " .. i, flags = {i % 2 == 0, true}, size = floor(i * 1.5)}
end
local total
for _ = 1, 80 do
  local out = {}
  write(document, out)
  local text = concat(out)
  document = read(text, 1)
  total = #text
end
print(total, document.items[300].label, #document.items)
