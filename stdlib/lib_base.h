// SPDX-License-Identifier: MIT
// lib_base.h: what the two files of the basic library share.

#ifndef NEAP_STDLIB_LIB_BASE_H
#define NEAP_STDLIB_LIB_BASE_H

#include "vm/exec/native.h"

// Stores load, loadfile and dofile (lib_base_load.c) in the table on top of the stack.
void base_set_load_functions(lua_State *L);

#endif
