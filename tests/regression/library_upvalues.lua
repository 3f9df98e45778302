-- What functions of the library keep in upvalues of their own is not seen through debug; those that 5.4 has
-- are seen, but cannot be replaced by what the function would not understand.
-- only: neap
for _, f in ipairs {type, pairs, ipairs, math.type, string.find, string.gsub, table.pack, table.concat, utf8.codes, coroutine.status} do
  assert(debug.getinfo(f, "u").nups == 0)
  assert(debug.getupvalue(f, 1) == nil and debug.setupvalue(f, 1, "x") == nil)
end
assert(type(1) == "number" and debug.upvalueid(type, 1) == nil)
local match = string.gmatch("ab", ".")
assert(debug.getinfo(match, "u").nups == 3 and debug.getupvalue(match, 1) == "")
assert(debug.setupvalue(match, 1, io.stdout) == nil)
print(match())                          -- expect: a
local wrapped = coroutine.wrap(function () return 1 end)
assert(debug.getinfo(wrapped, "u").nups == 1 and debug.setupvalue(wrapped, 1, "x") == nil)
print(wrapped())                        -- expect: 1
assert(debug.getinfo(math.random, "u").nups == 1 and debug.setupvalue(math.random, 1, "x") == nil)
print(math.random(1, 1))                -- expect: 1
