// SPDX-License-Identifier: MIT
// profile.h: where a program spends its instructions, over all coroutines.

#ifndef NEAP_CLI_PROFILE_H
#define NEAP_CLI_PROFILE_H

#include "lua.h"

// Takes samples of the state from now on. When the program ends, the tables go to the error output
// and, if [folded] is not NULL, the stacks to the file of that name.
void profile_begin(lua_State *L, const char *folded);

#endif
