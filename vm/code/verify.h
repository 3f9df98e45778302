// SPDX-License-Identifier: MIT
// verify.h: checks that a function is one that the interpreter can run safely, whoever made it.

#ifndef NEAP_VM_CODE_VERIFY_H
#define NEAP_VM_CODE_VERIFY_H

#include "vm/base/object.h"

// NULL if [proto] is sound, else what is wrong (a static text). The functions in it have been found
// sound; of [parent], which it stands in (NULL: it is a main function), registers and upvalues are
// known. [proto] must be reachable: the check takes memory, so may collect, and throws LUA_ERRMEM.
const char *verify_proto(Thread *L, const Proto *proto, const Proto *parent);

#endif
