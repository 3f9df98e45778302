// SPDX-License-Identifier: MIT
// names.h: what the prompt takes for a name, the words of the language, the names of values.

#ifndef NEAP_CLI_NAMES_H
#define NEAP_CLI_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "lua.h"

// The reserved words, each with a blank in front and behind.
extern const char names_keywords[];

// True if the text can stand after a dot: letters, digits and underscores, no reserved word.
bool names_is_name(const char *text, size_t length);
// Pushes the name of the loaded module at [index], or of a function in one: "string.format". False
// if there is none.
bool names_push_library_name(lua_State *L, int index);

#endif
