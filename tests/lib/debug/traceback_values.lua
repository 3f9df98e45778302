-- debug.traceback returns what is neither string nor nil untouched.
local t = {}
assert(debug.traceback(t) == t)
assert(debug.traceback(false) == false)
assert(debug.traceback(coroutine.create(print), t) == t)
assert(type(debug.traceback()) == "string" and debug.traceback(12):find("^12\nstack traceback:"))
