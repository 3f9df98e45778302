// SPDX-License-Identifier: MIT
// help.h: the object 'help' of the prompt.

#ifndef NEAP_CLI_HELP_H
#define NEAP_CLI_HELP_H

#include "lua.h"

// Sets the global 'help', unless there is one.
void help_begin(lua_State *L);

#endif
