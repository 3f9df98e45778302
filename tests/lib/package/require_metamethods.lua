-- package.preload and package.loaded may have metamethods.
setmetatable(package.preload, {__index = function (_, name)
  return function () return "made " .. name end
end})
print((require("anything"))) -- expect: made anything
setmetatable(package.loaded, {__newindex = function (t, k, v) rawset(t, k, v .. "!") end})
print((require("other")))    -- expect: made other!
setmetatable(package.loaded, {__index = function (_, name) return "loaded " .. name end})
print((require("third")))    -- expect: loaded third
