-- What the loader returns becomes the module; nil counts as true unless it set package.loaded itself.
local function load(f)
  package.preload.m, package.loaded.m = f, nil
  return (require("m"))
end
print(load(function () return 7 end))                         -- expect: 7
print(load(function () end))                                  -- expect: true
print(load(function () return false end))                     -- expect: false
print(load(function (n) package.loaded[n] = "own" end))       -- expect: own
print(load(function (n) package.loaded[n] = "own"; return 1 end)) -- expect: 1
package.loaded.m = false
print(require("m"))                                           -- expect: 1 :preload:
