-- Loaders and searchers may yield.
-- only: neap
package.preload.slow = function ()
  return {value = coroutine.yield("loading")}
end
local co = coroutine.wrap(function () return require("slow").value end)
print(co())        -- expect: loading
print(co("ready")) -- expect: ready
table.insert(package.searchers, 1, function (name)
  return coroutine.yield("searching " .. name)
end)
co = coroutine.wrap(function () return (require("other")) end)
print(co())                              -- expect: searching other
print(co(function () return "done" end)) -- expect: done
