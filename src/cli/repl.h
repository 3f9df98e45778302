// SPDX-License-Identifier: MIT
// repl.h: the interactive mode of the program.

#ifndef NEAP_CLI_REPL_H
#define NEAP_CLI_REPL_H

#include "lua.h"

// Reads, runs and prints until the end of input.
void repl_run(lua_State *L);

// ---- what the interactive mode needs from main.c

// Calls the function below the top [arg_count] values with a traceback on errors and Ctrl-C
// enabled.
int program_call(lua_State *L, int arg_count, int result_count);
// Message handler: turns the error object into a message with a traceback.
int program_message_handler(lua_State *L);
// Prints "[program]: message" (no program name in interactive mode) to the error stream.
void program_message(const char *message);
// Prints and pops the error message if [status] is not LUA_OK; returns [status].
int program_report(lua_State *L, int status);
// Whether messages begin with the program's name.
void program_show_name(int show);

#endif
