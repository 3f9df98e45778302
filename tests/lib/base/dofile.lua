-- dofile runs a file with all its results, and may yield; loadfile takes mode and environment.
local name = os.tmpname()
local f = io.open(name, "w")
f:write("#!first line\ncoroutine.yield('in file', ...)\nreturn 1, 2, x")
f:close()
local co = coroutine.wrap(function() return "done", dofile(name) end)
print(co()) -- expect: in file
print(co()) -- expect: done 1 2 nil
print(select(2, loadfile(name, "b")):match("attempt.*")) -- expect: attempt to load a text chunk (mode is 'b')
local chunk = coroutine.wrap(loadfile(name, "t", {coroutine = coroutine, x = "env"}))
print(chunk("argument")) -- expect: in file argument
print(chunk()) -- expect: 1 2 env
os.remove(name)
