// SPDX-License-Identifier: MIT
// neap.h: what neap offers hosts beyond the C API of Lua 5.4. All of it is optional.
//
// Limits stop a state: the running code is left with an error that no script can catch, neither by
// pcall nor in a coroutine, a __close or a __gc method. A lua_pcall of the host returns as for any
// other error; until neap_clearstop is called, Lua code that is started in the state stops
// at once.

#ifndef NEAP_H
#define NEAP_H

#include "lua.h"

#define NEAP_API LUA_API

// ---- limits

enum neap_StopReason {
    NEAP_RUNNING = 0,
    NEAP_STOPPED,          // neap_stop
    NEAP_MEMORY_LIMIT,     // neap_setmemorylimit
    NEAP_INSTRUCTION_LIMIT // neap_setinstructionlimit
};

// Stops the state soon. May be called from a signal handler or another thread while the state runs;
// code that does not come back from a C function is not reached. A timer that calls it is a
// deadline.
NEAP_API void(neap_stop)(lua_State *L);
// Stops the state when it holds more than [bytes] in spite of a full collection; 0: no limit.
NEAP_API void(neap_setmemorylimit)(lua_State *L, size_t bytes);
// Stops the state after so many instructions from now on, in whatever coroutines; 0: no limit.
NEAP_API void(neap_setinstructionlimit)(lua_State *L, unsigned long long count);
// Why the state is stopped: enum neap_StopReason.
NEAP_API int(neap_stopreason)(lua_State *L);
// Lets the state run again. The limits stay as they are; a used up number of instructions is none.
NEAP_API void(neap_clearstop)(lua_State *L);

// ---- places

// Line and column (1 and up; 0: unknown) of the activation that lua_getstack found. False for
// functions that are not Lua functions.
NEAP_API int(neap_position)(lua_State *L, const lua_Debug *ar, int *line, int *column);
// The place of the last syntax error of lua_load. False if there was none.
NEAP_API int(neap_syntaxposition)(lua_State *L, int *line, int *column);

// ---- tracebacks

// luaL_traceback for an error that came through coroutines: pushes [msg] (may be NULL) and the
// calls of each of them, innermost first, with a line that tells where one was resumed by the next;
// then those of [L1] from [level] on. To be called where luaL_traceback would be: in a message
// handler, or with a thread whose lua_resume failed; after a lua_pcall without handler and after a
// stop too, when [L1] has returned from its calls already. The coroutines are told once.
NEAP_API void(neap_traceback)(lua_State *L, lua_State *L1, const char *msg, int level);
// The coroutine in which that error was raised, good for lua_getstack until it is told; [L1] if it
// came through none.
NEAP_API lua_State *(neap_errorthread)(lua_State *L1);

// ---- tools

// Writes the listing of the Lua function on top of the stack, line by line. False if it is none.
typedef void (*neap_Writer)(void *data, const char *text, size_t length);
NEAP_API int(neap_disassemble)(lua_State *L, neap_Writer writer, void *data);

#endif
