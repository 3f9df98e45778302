// SPDX-License-Identifier: MIT
// neap.h: what neap offers hosts beyond the C API of Lua 5.4. All of it is optional.
//
// Limits stop a state: the running code is left with an error that no script can catch, neither by
// pcall nor in a coroutine, a __close or a __gc method. A lua_pcall of the host returns as for any
// other error; until neap_clearstop is called, Lua code that is started in the state stops
// at once.

#ifndef NEAP_H
#define NEAP_H

#ifdef __cplusplus
extern "C" {
#endif

#include "lua.h"

#define NEAP_API LUA_API

// ---- limits

enum neap_StopReason {
    NEAP_RUNNING = 0,
    NEAP_STOPPED,           // neap_stop
    NEAP_MEMORY_LIMIT,      // neap_setmemorylimit
    NEAP_INSTRUCTION_LIMIT, // neap_setinstructionlimit
    NEAP_TIME_LIMIT         // neap_setdeadline
};

// Stops the state soon. May be called from a signal handler or another thread while the state runs;
// code that does not come back from a C function is not reached.
NEAP_API void(neap_stop)(lua_State *L);
// Raises the error "interrupted!" in the code that runs, wherever it is; it may be caught. To be
// called as neap_stop.
NEAP_API void(neap_interrupt)(lua_State *L);
// Stops the state when it holds more than [bytes] in spite of a full collection; 0: no limit.
NEAP_API void(neap_setmemorylimit)(lua_State *L, size_t bytes);
// Stops the state after so many instructions from now on, in whatever coroutines; 0: no limit.
NEAP_API void(neap_setinstructionlimit)(lua_State *L, unsigned long long count);
// Stops the state [seconds] from now, by the clock on the wall or by the time for which the calling
// system thread is at work; 0: no deadline. It takes the place of an earlier one. While there is
// one a system thread waits for it, which lua_close ends. False if that thread could not be
// started.
enum neap_Clock { NEAP_WALL_TIME, NEAP_CPU_TIME };
NEAP_API int(neap_setdeadline)(lua_State *L, double seconds, int clock);
// Why the state is stopped: enum neap_StopReason.
NEAP_API int(neap_stopreason)(lua_State *L);
// Lets the state run again. The limits stay as they are; a used up number of instructions is none.
NEAP_API void(neap_clearstop)(lua_State *L);

// ---- samples

// Calls [sampler] after every [interval] instructions, in whatever coroutine: [L] is the one that
// runs. The function may look at the state (lua_getstack, lua_getinfo, neap_resumer) but not change
// it, call into it or raise errors. What C functions do is not counted. NULL: no samples any more.
typedef void (*neap_Sampler)(lua_State *L, void *data);
NEAP_API void(neap_setsampler)(lua_State *L, neap_Sampler sampler, void *data, int interval);
// The coroutine (or main thread) that resumed [L] and waits for it, or NULL.
NEAP_API lua_State *(neap_resumer)(lua_State *L);

// ---- places

// Line and column (1 and up; 0: unknown) of the activation that lua_getstack found. False for
// functions that are not Lua functions.
NEAP_API int(neap_position)(lua_State *L, const lua_Debug *ar, int *line, int *column);
// Operand [n] (1 and up) of the instruction that the activation carries out: the function of a
// call, the object of an access, the operands of an operator (of a comparison in the order of < and
// <=, of a concatenation those that are not joined yet). Pushes its value, and the object in which
// it was looked up as a field, or nil if that cannot be seen any more. [*kind] ("local", "field"
// ...) and [*name] tell what it is called in the source; [*kind] may be NULL. Returns 1; or 2 if
// the value is gone, because the coroutine is dead: nil stands for it; or 0, and nothing is pushed,
// if there is no such operand. Runs no code of the program.
NEAP_API int(neap_operand)(lua_State *L, const lua_Debug *ar, int n, const char **kind,
                           const char **name);
// Whether the function at index [part] is the one at [whole] or was written inside of it.
NEAP_API int(neap_encloses)(lua_State *L, int whole, int part);

// The last syntax error of lua_load or neap_check. The texts are the state's, until the next one.
typedef struct neap_SyntaxError {
    int line;
    int column;       // in [text], 1 and up; 0: unknown
    const char *text; // the line of the source, or a part of it
    const char *hint; // what else the parser knows, or ""
} neap_SyntaxError;
// False if there was none.
NEAP_API int(neap_syntaxerror)(lua_State *L, neap_SyntaxError *error);

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

// Reads source text, which ends in a zero byte at text[length], without running it, and reports
// what looks wrong, by position: globals that are read but neither in the state's table of globals
// nor assigned in the text, local variables never read, shadowed names, unreachable code. [name]:
// of the variable, or NULL; both texts are gone afterwards. [report] may not raise errors. Returns
// LUA_OK or, with a message on top, LUA_ERRSYNTAX or LUA_ERRMEM.
typedef void (*neap_Reporter)(void *data, int line, int column, const char *message,
                              const char *name);
NEAP_API int(neap_check)(lua_State *L, const char *text, size_t length, const char *chunk_name,
                         neap_Reporter report, void *data);

// Writes the listing of the Lua function on top of the stack, line by line. False if it is none.
typedef void (*neap_Writer)(void *data, const char *text, size_t length);
NEAP_API int(neap_disassemble)(lua_State *L, neap_Writer writer, void *data);

#ifdef __cplusplus
}
#endif

#endif
