// SPDX-License-Identifier: MIT
// tools.h: the long options of the program: limits and listings.

#ifndef NEAP_CLI_TOOLS_H
#define NEAP_CLI_TOOLS_H

#include "lua.h"

// Takes an option that begins with "--". False if it is unknown or its value makes no sense.
int tools_read_option(const char *option);
// Whether an option that was not taken is one with a value.
int tools_takes_value(const char *option);
// Puts the limits that were asked for into force. [program_name] stands in front of the message of
// a program that is stopped inside of a C function.
void tools_begin(lua_State *L, const char *program_name);
// Exit status of a program that was stopped, else 0.
int tools_stop_status(lua_State *L);

// Whether --check, --help and --dis were given.
int tools_wants_check(void);
int tools_wants_help(void);
int tools_wants_listing(void);
// Prints the listing of the function on top and pops it. Returns LUA_OK.
int tools_print_listing(lua_State *L);

#endif
