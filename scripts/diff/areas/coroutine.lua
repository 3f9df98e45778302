-- SPDX-License-Identifier: MIT
-- Coroutines that yield from everywhere a yield is allowed, raise errors, are closed, nested and passed on,
-- driven by a few resumes that show every result and status.

local function value(r)
  return r.pick {"1", "'v'", "nil", "2, 3", "...", "n", "", "{}"}
end

local body

-- Expressions that yield within a metamethod or a library function.
local function expression(r)
  return r.pick {
    "coroutine.yield(" .. value(r) .. ")", "(coroutine.yield(" .. value(r) .. "))", "m + 1", "m .. 'x'", "m.field", "#m", "-m", "m == m2", "m < m2",
    "m(1)", "pcall(coroutine.yield, 'p')", "pcall(error, 'e')", "select(2, coroutine.yield(1, 2))", "coroutine.isyieldable()", "n",
    "coroutine.running() ~= nil", "xpcall(coroutine.yield, print, 'x')", "pcall(pcall, coroutine.yield, 'pp')", "xpcall(error, function (e) return 'h' end)",
    "table.unpack({coroutine.yield(5)})", "(m2 <= m) and 1", "m // m2", "tostring(n)", "pcall(coroutine.wrap(function () error('inner') end))",
    "coroutine.status(co)", "select('#', coroutine.yield())", "'a' .. m .. m2", "pcall(coroutine.resume, co)", "pcall(coroutine.close, coroutine.running())",
    "xpcall(function () error('deep') end, function (e) return e .. '!' end)", "coroutine.wrap(function (...) return coroutine.yield(...) end)(4)",
  }
end

local function statement(r, depth)
  local nested = depth > 0 and r.integer(1, 9) or 0
  if nested == 1 then return "print(pcall(function (...)\n" .. body(r, depth - 1) .. "\nend, 1))" end
  if nested == 2 then return "for i = 1, 2 do\n" .. body(r, depth - 1):gsub("\nreturn [^\n]*$", "") .. "\nend" end
  if nested == 3 then return "for v in coroutine.wrap(function ()\n" .. body(r, depth - 1) .. "\nend) do print('got', v) n = n + 1 if n > 20 then break end end" end
  if nested == 4 then
    return "do\nlocal c <close> = setmetatable({}, {__close = function (_, e)\nprint('closing', e)\n" ..
      r.pick {"", "coroutine.yield('in close')", "error('from close', 0)", "print(pcall(coroutine.yield, 8))"} .. "\nend})\n" .. body(r, depth - 1) .. "\nend"
  end
  if nested == 5 then
    return "do\nlocal inner = coroutine.create(function (...)\n" .. body(r, depth - 1) .. "\nend)\nprint(coroutine.resume(inner, 7))\nprint(coroutine.status(inner))\n" ..
      r.pick {"print(coroutine.resume(inner))", "print(coroutine.close(inner))", "print(coroutine.resume(inner, 'again'))\nprint(coroutine.close(inner))", ""} .. "\nend"
  end
  return r.pick {
    "print(" .. expression(r) .. ")", "print(" .. expression(r) .. ")", "coroutine.yield(" .. value(r) .. ")", "n = n + 1", "local a, b = " .. expression(r) .. "\nprint(a, b)",
    "if " .. expression(r) .. " then print('yes') else print('no') end", "m.new = " .. expression(r), r.once_in(4) and "error('failed')" or "n = n + 2",
    r.once_in(4) and "error({})" or "print(n)", r.once_in(6) and "nothing.x = 1" or "print(m)", "for a, b in m do print(a) break end",
    "for k, v in pairs(m) do print(k, v) end",
  }
end

function body(r, depth)
  local text = r.repeated(1, 4, function () return statement(r, depth) end, "\n")
  if r.once_in(3) then text = "do\n" .. text .. "\nend\nreturn " .. expression(r) end
  return text
end

local function drive(r)
  return r.repeated(1, 8, function ()
    return r.pick {
      "print(coroutine.resume(co, " .. r.pick {"1", "'r'", "nil", "true, false", "{}"} .. "))", "print(coroutine.resume(co))", "print(coroutine.resume(co))",
      "print(coroutine.status(co))", r.once_in(2) and "print(coroutine.close(co))" or "print(coroutine.resume(co))", "print(pcall(w))", "print(pcall(w, 5))",
    }
  end, "\n")
end

return function (r)
  return "local n, co = 0\nlocal mt = {}\nlocal m, m2 = setmetatable({}, mt), setmetatable({}, mt)\n" ..
    "for _, e in ipairs {'add', 'concat', 'index', 'newindex', 'len', 'unm', 'eq', 'lt', 'le', 'call', 'idiv', 'pairs'} do\n" ..
    "mt['__' .. e] = function (a, b) if n > 30 then return end n = n + 1 return coroutine.yield(e) end\nend\n" ..
    "local function f(...)\n" .. body(r, 2) .. "\nend\nco = coroutine.create(f)\nlocal w = coroutine.wrap(f)\n" .. drive(r)
end
