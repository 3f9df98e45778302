-- Modules require one another; one that asks for itself meanwhile gets a call of its loader again.
package.preload.a = function () return "a+" .. require("b") end
package.preload.b = function () return "b+" .. require("c") end
package.preload.c = function () return "c" end
print((require("a"))) -- expect: a+b+c
