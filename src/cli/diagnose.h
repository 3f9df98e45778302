// SPDX-License-Identifier: MIT
// diagnose.h: what the program prints below the traceback of an error: the source line with the
// place marked, the values of operands, and a hint.

#ifndef NEAP_CLI_DIAGNOSE_H
#define NEAP_CLI_DIAGNOSE_H

#include "lua.h"

// Remembers the source of the function on top, whose chunk has a name but no file. [skipped]: bytes
// that were put in front of what the user wrote.
void diagnose_keep(lua_State *L, const char *text, int skipped);

// In a message handler: remembers where [message] was raised and what may help.
void diagnose_error(lua_State *L, const char *message);
// After a chunk did not compile.
void diagnose_syntax(lua_State *L, const char *message);
// The hint that was found; "": none.
const char *diagnose_hint(void);
// Prints what was remembered, if anything, and forgets it.
void diagnose_print(void);
void diagnose_forget(void);

#endif
