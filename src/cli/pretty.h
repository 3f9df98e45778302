// SPDX-License-Identifier: MIT
// pretty.h: values as the prompt shows them: tables with what is in them, strings quoted.

#ifndef NEAP_CLI_PRETTY_H
#define NEAP_CLI_PRETTY_H

#include <stdbool.h>

#include "lua.h"

// Text for the value at [index], in colour or not; valid until the next call. Runs no code of the
// user but __tostring, in protected mode. Throws only for lack of memory.
const char *pretty_value(lua_State *L, int index, bool in_colour);

#endif
