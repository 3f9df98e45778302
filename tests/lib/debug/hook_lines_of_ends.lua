-- What is done at the end of a block counts as being in its last line; a generic loop ends in that of its 'end'.
local function lines(text)
  local f = assert(load(text, "=text"))
  local seen = {}
  debug.sethook(function (_, line)
    if debug.getinfo(2, "S").source == "=text" then seen[#seen + 1] = line end
  end, "l")
  f()
  debug.sethook()
  return table.concat(seen, " ")
end
print(lines("for k in next, {1} do\nlocal x = k\nend\nlocal y")) -- expect: 1 2 1 3 4
print(lines("for k in next, {} do\nlocal x = k\nend\nlocal y")) -- expect: 1 3 4
print(lines("for k in next, {1} do\nlocal x <close> = nil\nend\nlocal y")) -- expect: 1 2 1 3 4
print(lines("for k in next, {1, 2} do\nlocal f = function () return k end\nend\nlocal y")) -- expect: 1 2 1 2 1 3 4
print(lines("do\nlocal x <close> = nil\nend\nlocal y")) -- expect: 2 4
print(lines("for i = 1, 2 do\nlocal f = function () return i end\nend\nlocal y")) -- expect: 1 2 1 2 1 4
print(lines("if next then\nlocal x <close> = nil\nlocal z = 1\nelse\nend\nlocal y")) -- expect: 1 2 3 6

-- So do errors of closing methods.
local failing = setmetatable({}, {__close = function () error("at " .. debug.getinfo(2, "l").currentline) end})
local closes = load("local failing = ...\ndo\nlocal x <close> = failing\nlocal y = 1\n\nend", "=text")
print(select(2, pcall(closes, failing)):match("%d+$")) -- expect: 4
