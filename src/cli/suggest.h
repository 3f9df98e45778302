// SPDX-License-Identifier: MIT
// suggest.h: the name that was meant, among those that exist.

#ifndef NEAP_CLI_SUGGEST_H
#define NEAP_CLI_SUGGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "lua.h"

#define SUGGEST_NAME_BYTES 40 // longer names are never near

// The nearest of the names that were tried.
typedef struct Suggestion {
    const char *wanted;
    size_t nearest; // changes from [wanted] to [best]; what is no better does not count
    char best[SUGGEST_NAME_BYTES]; // empty: none is near
} Suggestion;

// Begins the search for what [wanted] may mean; borrowed while it lasts.
void suggest_begin(Suggestion *s, const char *wanted);
// [name] becomes the best one if it is nearer than all before.
void suggest_try(Suggestion *s, const char *name);
// Tries the keys of the value at the top and of the tables in its __index. Runs no code of the
// program.
void suggest_try_fields(Suggestion *s, lua_State *L);
// Tries the local variables and upvalues of an activation.
void suggest_try_variables(Suggestion *s, lua_State *L, const lua_Debug *ar);

#endif
