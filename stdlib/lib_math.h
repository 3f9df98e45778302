// SPDX-License-Identifier: MIT
// lib_math.h: what the two files of the mathematical library share.

#ifndef NEAP_STDLIB_LIB_MATH_H
#define NEAP_STDLIB_LIB_MATH_H

#include "lua.h"

// Adds random and randomseed, with a generator of their own that starts at a random place, to the
// table on top (lib_math_random.c).
void mathlib_add_random(lua_State *L);

#endif
