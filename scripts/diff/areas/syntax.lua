-- SPDX-License-Identifier: MIT
-- Broken programs: the repository's tests with tokens or characters left out, doubled, exchanged or cut off,
-- small ones with wrong gotos, attributes and the like. Only compiled: the message or its absence counts.

local folder = (arg[0]:match("^(.*)/") or ".") .. "/../.."

local sources

-- All tests that are short, read once.
local function read_sources()
  local list = {}
  local pipe = assert(io.popen("find '" .. folder .. "/tests/lang' '" .. folder .. "/tests/lib' -name '*.lua' -size -3k | LC_ALL=C sort"))
  for name in pipe:lines() do
    local file = assert(io.open(name, "rb"))
    list[#list + 1] = file:read("a")
    file:close()
  end
  pipe:close()
  return list
end

local tokens = {
  "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not", "or", "repeat", "return",
  "then", "true", "until", "while", "+", "-", "*", "/", "//", "%", "^", "#", "&", "~", "|", "<<", ">>", "==", "~=", "<=", ">=", "<", ">", "=", "(", ")",
  "{", "}", "[", "]", "::", ";", ":", ",", ".", "..", "...", "name", "1", "0x", "1e", "'text'", "[[long]]", "\"open", "'", "[==[", "--", "--[[", "@", "$",
  "!", "\\", "?", "`", "\0", "\127", "\200", "1.2.3", "0xg", "<const>", "<close>", "<unknown>", "::l::", "goto l", "break", "'\\q'", "3x", "~~",
}

-- A few lines of a test.
local function excerpt(r)
  sources = sources or read_sources()
  local lines = {}
  for line in r.pick(sources):gmatch("[^\n]*") do lines[#lines + 1] = line end
  local first = r.integer(1, #lines)
  return table.concat(lines, "\n", first, math.min(#lines, first + r.integer(0, 12)))
end

local function split_tokens(text)
  local list = {}
  local at = 1
  while at <= #text do
    local token = text:match("^%s*[%a_][%w_]*", at) or text:match("^%s*%d[%w.]*", at) or text:match("^%s*.", at)
    list[#list + 1] = token or text:sub(at)
    at = at + #list[#list]
  end
  return list
end

local changes = {}

function changes.leave_out(r, list, i)
  table.remove(list, i)
end

function changes.double(r, list, i)
  table.insert(list, i, list[i])
end

function changes.exchange(r, list, i)
  local j = r.integer(1, #list)
  list[i], list[j] = list[j], list[i]
end

function changes.replace(r, list, i)
  list[i] = " " .. r.pick(tokens) .. " "
end

function changes.insert(r, list, i)
  table.insert(list, i, " " .. r.pick(tokens) .. " ")
end

function changes.cut(r, list, i)
  for j = #list, i + 1, -1 do list[j] = nil end
end

function changes.split(r, list, i)
  local k = r.integer(1, math.max(1, #list[i]))
  list[i] = list[i]:sub(1, k - 1) .. r.pick {"", "\n", "\0", "\r", "x", "'"} .. list[i]:sub(k + 1)
end

local names = {"leave_out", "double", "exchange", "replace", "insert", "cut", "split", "replace", "insert"}

local function changed(r)
  local list = split_tokens(excerpt(r))
  for _ = 1, r.pick {1, 1, 1, 2, 3} do
    if #list > 0 then changes[r.pick(names)](r, list, r.integer(1, #list)) end
  end
  return table.concat(list)
end

-- Tokens in a row, now and then with sense.
local function gibberish(r)
  return r.repeated(1, 8, function () return r.pick(tokens) end, r.pick {" ", " ", "\n"})
end

local function scopes(r)
  return r.repeated(1, 6, function ()
    return r.pick {
      "goto l", "::l::", "local x", "do", "end", "goto continue", "::continue::", "break", "repeat", "until x", "while x do", "if x then", "else", "for i = 1, 2 do",
      "local x <const> = 1", "x = 2", "local y <close> = nil", "local x <const>, y <close> = 1", "function f() x = 1 end", "return", "local z <foo> = 1", "y = 1",
      "function f(...)", "return ...", "local function g() goto l end", "local a <close>, b <close> = 1", "x.y = 1", "x:y()", "(x) = 1", "x() = 1", "x, y = 1",
      "x", "x.y", "f{}", "f''", "(f)()", "local _ENV <const> = {}", "print = 1", "::m:: ::m::", "for x in y do x = 1 end", "goto m", "local function x() end",
    }
  end, r.pick {"\n", " "})
end

local forms = {changed, changed, changed, changed, gibberish, scopes}

return function (r)
  return string.format("return load(%s, %s)", r.quote(r.call(forms, r)), r.pick {"'=src'", "'=src'", "'=src'", "'@some/file.lua'", "'text of the chunk'",
    "'several\\nlines'", "'@' .. ('long/'):rep(20)", "'=' .. ('l'):rep(70)", "('long '):rep(20)"})
end
