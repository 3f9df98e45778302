// SPDX-License-Identifier: MIT
// diagnose.h: what the program prints below the traceback of an error: the source line with the
// place marked, and a hint.

#ifndef NEAP_CLI_DIAGNOSE_H
#define NEAP_CLI_DIAGNOSE_H

#include "lua.h"

// In a message handler: remembers where [message] was raised and what may help.
void diagnose_error(lua_State *L, const char *message);
// After a chunk did not compile. [text]: its source, or NULL for files.
void diagnose_syntax(lua_State *L, const char *message, const char *text);
// Prints what was remembered, if anything, and forgets it.
void diagnose_print(void);
void diagnose_forget(void);

#endif
