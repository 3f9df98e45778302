-- A label in a function of its own or in a finished block may have the same name.
do goto a; print("no") ::a:: end
do ::a:: end
local f = function () goto a; do return "no" end ::a:: return "yes" end
print(f())                              -- expect: yes
do
  goto l1
  ::l2:: goto l3
  ::l1:: print("l1"); goto l2           -- expect: l1
  ::l3::
end
