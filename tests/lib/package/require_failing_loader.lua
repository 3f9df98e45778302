-- An error in a loader passes through require, and the module is not loaded.
package.preload.bad = function () error("on purpose", 0) end
print(pcall(require, "bad"))  -- expect: false on purpose
print(package.loaded.bad)     -- expect: nil
