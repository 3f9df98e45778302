-- load reads no further than to the first error, so that a reader may be endless or ask for every line.
local function count_calls(pieces, last, mode)
  local n = 0
  local f, message = load(function ()
    n = n + 1
    return pieces[n] or last
  end, "=chunk", mode)
  print(f and "function" or message, n)
end

count_calls({"x = = 1\n"}, "y = 1\n") -- expect: chunk:1: unexpected symbol near '=' 1
count_calls({"x = 1\n", "y = 2\n", "z = = 3\n"}, "y = 1\n") -- expect: chunk:3: unexpected symbol near '=' 3
count_calls({"x = 'a\n"}, "y = 1\n") -- expect: chunk:1: unfinished string near ''a' 1
count_calls({"x = 1\n"}, "y = 2\n", "b") -- expect: attempt to load a text chunk (mode is 'b') 1
count_calls({"\27", "L", "ua", "x", "y"}, "z") -- expect: chunk: bad binary format (version mismatch) 4
count_calls({"\27", "Lua"}, "x", "t") -- expect: attempt to load a binary chunk (mode is 't') 1

-- An endless text with an error does end.
local lines = 0
print(load(function ()
  lines = lines + 1
  return lines < 20000 and "local a <const> = 1; a = a\n" or "do x = 1 end\n"
end, "=chunk")) -- expect: nil chunk:1: attempt to assign to const variable 'a'
lines = 0
print((select(2, load(function ()
  lines = lines + 1
  return lines == 30000 and "x = = 1\n" or "x = 1\n"
end, "=chunk")))) -- expect: chunk:30000: unexpected symbol near '='

-- What a piece leaves open may be closed by another one.
count_calls({"goto done ", "x = 1 ", "::done:: "}, nil) -- expect: function 4
count_calls({"x = 'a ", "b' y = [[ ", "]] -- ", "[[ ", "\n"}, nil) -- expect: function 6
count_calls({"retu", "rn 1", "2 ", ".", ". 3"}, nil) -- expect: function 6
count_calls({"x = 0x", "ff ", "y = 1 /", "/ 2 for i = 1, 2 do ", "if i == 1 then ", "break end ", "end"}, nil) -- expect: function 8
count_calls({"return 1 ", "+ 1"}, nil) -- expect: function 3
count_calls({"goto nowhere "}, nil) -- expect: chunk:1: no visible label 'nowhere' for <goto> at line 1 2
print(load(coroutine.wrap(function ()
  for piece in ("return 1 + 2 * 3 , 'end' "):gmatch("%S+%s*") do coroutine.yield(piece) end
end))()) -- expect: 7 end

-- A failing reader counts only if it is asked.
local function fail_after(pieces)
  local n = 0
  return function ()
    n = n + 1
    return pieces[n] or error("no more", 0)
  end
end
print(load(fail_after{"x = = 1 "}, "=chunk")) -- expect: nil chunk:1: unexpected symbol near '='
print(pcall(load, fail_after{"x = 1 "}, "=chunk")) -- expect: true nil no more

-- Its error goes through the handler of an xpcall around the load, which the load ends.
local function handle(m) return "handled: " .. m end
print(xpcall(function () return load(fail_after{}) end, handle)) -- expect: true nil handled: no more
print(xpcall(function () return load("x =", "=chunk") end, handle)) -- expect: true nil chunk:1: unexpected symbol near <eof>
print(xpcall(function () return pcall(load(fail_after{"error('x', 0) "}) or error, "y") end, error)) -- expect: true false y
local function load_table() return load(function () return {} end) end
print((select(3, xpcall(load_table, handle)):gsub("[%w_.]+:%d+: ", "")))
-- expect: handled: reader function must return a string

count_calls({"x=1;y==2;"}, nil) -- expect: chunk:1: syntax error near '==' 1

-- A token decides as soon as its end was seen; nothing behind a binary function is asked for.
count_calls({"x", " ", "=", " ", "=", " "}, nil) -- expect: chunk:1: unexpected symbol near '=' 6
count_calls({"x = 3", "x", " y"}, nil) -- expect: chunk:1: malformed number near '3x' 3
count_calls({"x = [=", "=x", " y"}, nil) -- expect: chunk:1: invalid long string delimiter near '[==' 2
count_calls({"x = 'ab", "c", "\n", "y"}, nil) -- expect: chunk:1: unfinished string near ''abc' 3
count_calls({"x = 1 ", "1", "1 ", "y"}, nil) -- expect: chunk:1: unexpected symbol near '11' 3
count_calls({"goto x; do ", "end ", "local x <foo> = 1; ", "y"}, nil) -- expect: chunk:1: unknown attribute 'foo' 3
count_calls({"function f() goto ", "x end ", "y"}, nil) -- expect: chunk:1: no visible label 'x' for <goto> at line 1 4
local binary = string.dump(count_calls)
count_calls({binary:sub(1, 20), binary:sub(21) .. "rest", "x"}, nil) -- expect: function 2

-- A piece may end in the middle of everything.
local text = ([=====[
local a, b = 0x1.8p+3, 3e-2 -- comment
--[==[ long
]=] ]]
 ]==] --[=no
b = "\x41\u{20AC}\065\z   
  \
end" .. [=[
]]]==]=] .. 'a\'b' .. [[]]
goto continue; do local c = a // 2 ~= 1 <= 2 >> 1 .. "" end ::continue::
return a, b, ... , .5]=====]):gsub("\n", "\r\n")
local function show(...) return table.concat({...}, " ") end
local whole = show(assert(load(text))("x"))
for size = 1, #text do
  local at = 1
  local f = assert(load(function () at = at + size; return text:sub(at - size, at - 1) end))
  assert(show(f("x")) == whole)
end
