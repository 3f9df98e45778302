-- Errors of labels come with the line of the goto and where they were found.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("goto\nx") -- expect: x:2: no visible label 'x' for <goto> at line 2
try("do goto x end\n\nlocal y\n::x::\nf()") -- expect: x:5: <goto x> at line 1 jumps into the scope of local 'y'
try("function f()\ngoto x\nend\n\ng()") -- expect: x:5: no visible label 'x' for <goto> at line 2
try("::x::\n\n::y::\n::x::") -- expect: x:4: label 'x' already defined on line 4
try("break\ngoto x") -- expect: x:2: break outside loop at line 1
try("goto x\nbreak") -- expect: x:2: no visible label 'x' for <goto> at line 1
try("while x do function f()\nbreak end end") -- expect: x:2: break outside loop at line 2
