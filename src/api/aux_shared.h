// SPDX-License-Identifier: MIT
// aux_shared.h: what the files of the auxiliary library share.

#ifndef NEAP_API_AUX_SHARED_H
#define NEAP_API_AUX_SHARED_H

#include "lauxlib.h"
#include "src/api/api.h"

// Pushes the name under which the activation's function is found in a loaded module ("string.rep";
// without the "_G." of globals) and returns it; pushes nothing and returns NULL if it is in none.
const char *aux_push_global_name(lua_State *L, lua_Debug *ar);

// Begins a traceback: the message, unless NULL, and a headline.
void aux_begin_traceback(lua_State *L, luaL_Buffer *buffer, const char *message);
// Adds the calls of [L1] from [level] on to a traceback, the middle of many left out.
void aux_add_levels(lua_State *L, luaL_Buffer *buffer, lua_State *L1, int level);

// The functions for warnings of luaL_newstate, which obey "@on" and "@off"; off at first.
void aux_warn_off(void *data, const char *message, int to_continue);

// The field [name] of a table without metamethods, or nil. Borrowed.
Value aux_raw_field(lua_State *L, const Table *table, const char *name);

#endif
