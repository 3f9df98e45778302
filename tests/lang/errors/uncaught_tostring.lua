-- An error object with __tostring is shown with it.
error(setmetatable({}, {__tostring = function () return "custom" end})) -- expect error: custom
