-- require takes a string.
require({}) -- expect error: bad argument #1 to 'require' (string expected, got table)
