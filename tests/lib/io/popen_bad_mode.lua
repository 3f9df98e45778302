-- io.popen knows two modes.
io.popen("true", "rw") -- expect error: bad argument #2 to 'popen' (invalid mode)
