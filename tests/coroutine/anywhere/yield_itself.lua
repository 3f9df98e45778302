-- only: neap
-- coroutine.yield itself as comparator, replacement, metamethod, iterator, handler, reader: a C function that
-- suspends in place of a Lua function. What it is called with goes out, what it is resumed with is its result.
local yield = coroutine.yield

-- Runs f, resumes it with each of [answers] and returns what came out, the results of f at the end.
local function run(f, ...)
  local co, out = coroutine.create(f), {}
  local answers = table.pack(...)
  for i = 0, answers.n do
    local got = table.pack(coroutine.resume(co, answers[i]))
    assert(got[1], got[2])
    for k = 2, got.n do got[k] = type(got[k]) == "table" and "o" or tostring(got[k]) end
    out[#out + 1] = table.concat(got, ",", 2)
    collectgarbage()
  end
  assert(coroutine.status(co) == "dead")
  return table.concat(out, " ")
end
local function with(event) return setmetatable({}, {["__" .. event] = yield}) end

print(run(function () local t = {1, 2} table.sort(t, yield) return table.concat(t) end, true)) -- expect: 2,1 21
print(run(function () return (("abc"):gsub("%w", yield)) end, "x", nil, 7)) -- expect: a b c xb7
print(run(function () return (("abc"):gsub("%w", with "index")) end, "x", false, 7)) -- expect: o,a o,b o,c xb7
print(run(function () return tostring(with "tostring") end, "text")) -- expect: o text
print(run(function () return ("%s"):format(with "tostring") end, "text")) -- expect: o text
print(run(function () return with "index".x end, "v")) -- expect: o,x v
print(run(function () with "newindex".x = 1 return "set" end, "v")) -- expect: o,x,1 set
print(run(function () return with "call"(1, 2) end, "v")) -- expect: o,1,2 v
print(run(function () return with "add" + 1, 1 + with "add" end, "v", "w")) -- expect: o,1 1,o v,w
print(run(function () return with "concat" .. "x" end, "v")) -- expect: o,x v
print(run(function () return with "lt" < 1, 1 <= with "le", with "lt" > 1 end, 1, nil, false))
                                        -- expect: o,1 1,o 1,o true,false,false
print(run(function () return with "eq" == {}, {} ~= with "eq" end, 1, 1)) -- expect: o,o o,o true,false
print(run(function () return #with "len", -with "unm", ~with "bnot" end, 1, 2, 3)) -- expect: o,o o,o o,o 1,2,3
print(run(function () do local c <close> = with "close" end return "closed" end, 1)) -- expect: o,nil closed
print(run(function () return pairs(with "pairs") end, 1)) -- expect: o 1,nil,nil
print(run(function () local n = 0 for v in yield, "s", 0 do n = n + v end return n end, 1, 2, nil))
                                        -- expect: s,0 s,1 s,2 3
print(run(function () return xpcall(error, yield, "e") end, "handled")) -- expect: e false,handled
print(run(function () return load(yield)() end, "return", " 7", nil)) -- expect: 7
print(run(function () return pcall(yield, 1, 2) end, 3)) -- expect: 1,2 true,3
print(run(function () package.preload.yielded = yield return (require "yielded") end, 8)) -- expect: yielded,:preload: 8
print(run(function ()
  local co = coroutine.create(function () local c <close> = with "close" yield() end)
  coroutine.resume(co)
  return coroutine.close(co)
end, 1))                                -- expect: o,nil true
print(run(yield, 1))                    -- expect: nil 1
print(run(function () return coroutine.wrap(yield)(5) end)) -- expect: 5
