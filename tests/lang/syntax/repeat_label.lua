-- A label before until is in the scope of the locals of its block.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("repeat goto l; local x; ::l:: until x") -- expect: x:1: <goto l> at line 1 jumps into the scope of local 'x'
try("repeat local x; goto l; ::l:: until x") -- expect: nil
try("while x do goto l; local x; ::l:: end") -- expect: nil
try("while x do goto l; local x; ::l:: ; ::m:: ; end") -- expect: nil
try("while x do goto l; local x; ::l:: do end end") -- expect: x:1: <goto l> at line 1 jumps into the scope of local 'x'
try("repeat do goto l end; local y <const> = 1; ::l:: until y") -- expect: x:1: <goto l> at line 1 jumps into the scope of local 'y'
