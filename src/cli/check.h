// SPDX-License-Identifier: MIT
// check.h: the option --check: what is wrong in files that are not run.

#ifndef NEAP_CLI_CHECK_H
#define NEAP_CLI_CHECK_H

#include "lua.h"

enum CheckStatus { CHECK_CLEAN, CHECK_WARNINGS, CHECK_ERRORS };

// Prints what is found in each of the files, up to a NULL ("-", or no file at all: the standard
// input), as "file:line:column: warning: ...". Returns the worst.
enum CheckStatus check_files(lua_State *L, char **names);

#endif
