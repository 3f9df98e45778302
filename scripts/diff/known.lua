-- SPDX-License-Identifier: MIT
-- known.lua: differences between Debian's Lua 5.4.4 and neap that are no faults, each with its reason.
--
-- rewritten: text that may differ is replaced in both results before they are compared.
-- differences: an entry explains a difference if its patterns are found in the area's name, in the case's
-- source, and in the first items (lines printed, values returned) of the reference's result and of ours that
-- differ, and that of [both] anywhere in both (a pattern that is left out fits everything). With [only] the
-- results must agree but for the places that this pattern finds, less its capture.

local known = {}

local address = "0x" .. ("%x"):rep(12)

known.rewritten = {
  -- Addresses of objects.
  {pattern = "table: " .. address, by = "table: ADDRESS"},
  {pattern = "function: " .. address, by = "function: ADDRESS"},
  {pattern = "thread: " .. address, by = "thread: ADDRESS"},
  {pattern = "userdata: " .. address, by = "userdata: ADDRESS"},
  {pattern = "Type: " .. address, by = "Type: ADDRESS"},
  {pattern = "file %(" .. address .. "%)", by = "file (ADDRESS)"},
}

known.differences = {
  {
    area = "^call$",
    case = "__%l+ = [%w.]+}", -- a library function is a metamethod that calls itself again
    reference = "C stack overflow",
    neap = "stack overflow",
    reason = "calls through C functions are limited to 200 levels there, by memory here",
  },
  {
    area = "^call$",
    case = "__call = pcall}",
    reference = "C stack overflow",
    neap = "^error in error handling$", -- of the 1,000,000 results
    reason = "calls through C functions are limited to 200 levels there, by memory here",
  },
  {
    area = "^call$",
    case = "getlocal",
    reference = "%(C temporary%)",
    reason = "what stands on the stack of a library function is its own affair",
  },
  {
    area = "^coroutine$",
    case = "__close.*coroutine%.yield", -- within pcall, too; what the method prints before the values may stand there
    reference = '^[true, ]*false, "[case:%d ]*attempt to yield across a C%-call boundary"$',
    reason = "a closing method that coroutine.close or an error in coroutine.wrap runs may yield here",
  },
  {
    area = "^coroutine$",
    case = "__close.*xpcall%(coroutine%.yield, print.*coroutine%.close",
    reference = '^"from close"$', -- the handler prints
    neap = '^false, "from close"$',
    reason = "coroutine.close runs the message handler of an xpcall that was suspended until 5.4.5",
  },
  {
    area = "^coroutine$",
    case = "__close.*coroutine%.close",
    reference = "error in error handling",
    reason = "coroutine.close runs the message handler of an xpcall that was suspended until 5.4.5",
  },
  {
    area = "^utf8$",
    case = "utf8%.codes%(",
    neap = "invalid UTF%-8 code",
    reason = "utf8.codes checks that no continuation byte follows a character or comes first since 5.4.5",
  },
  {
    case = "table%.remove",
    only = "bad argument #[12]( to '[%w.]+' %(position out of bounds%))",
    reason = "table.remove names the wrong argument until 5.4.5",
  },
  {
    area = "^table$",
    case = "table%.sort",
    reference = '^false, "[case:%d ]*attempt to compare [%a ]+"$',
    neap = '^false, "[case:%d ]*attempt to compare [%a ]+"$',
    reason = "which two elements of a list that cannot be sorted are compared first is not defined",
  },
  {
    area = "^table$",
    case = "^local t = %b{}\nprint%(pcall%(table%.sort",
    reference = "^true, {",
    neap = "^true, {",
    both = '^false, "[case:%d ]*attempt to compare [%a ]+"',
    reason = "which two elements of a list that cannot be sorted are compared first is not defined",
  },
  {
    only = "%l+:%d+(: attempt to divide by zero)",
    reason = "the line of a division by the constant 0 is that of the code before it until 5.4.5",
  },
  {
    only = "%l+:%d+(: attempt to perform 'n%%0')",
    reason = "the line of a remainder by the constant 0 is that of the code before it until 5.4.5",
  },
  {
    case = "\n",
    only = "%l+:%d+(: attempt to call a %a+ value)",
    reason = "the line of a call whose arguments begin on a later line is that of the function until 5.4.5",
  },
  {
    case = "^return load",
    only = "(%s)%(to close '%(' at line %d+%) ",
    reason = "the line of a parenthesis that opens arguments is that of the function until 5.4.5",
  },
}

return known
