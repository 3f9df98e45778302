-- require returns the module and the loader's data; a loaded one comes alone.
package.preload.mine = function (...)
  print("loading", ...)         -- expect: loading mine :preload:
  return {answer = 42}
end
local module, data = require("mine")
print(module.answer, data)      -- expect: 42 :preload:
print(select("#", require("mine")), require("mine") == module) -- expect: 1 true
print(package.loaded.mine == module) -- expect: true
