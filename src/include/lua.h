/* SPDX-License-Identifier: MIT */
/*
 * lua.h: the C API of Lua 5.4, as neap implements it (section 4 of the Lua manual).
 *
 * A host and the interpreter exchange values through the stack of a lua_State. Index 1 is the first
 * value of the running C function, -1 the topmost; LUA_REGISTRYINDEX and lua_upvalueindex(i) are
 * pseudo-indices. An index past the top stands for "none" wherever a function only looks at a
 * value.
 *
 * Comments say what a function pops and pushes and what it may throw:
 *   "no errors"       never throws
 *   "throws memory"   only LUA_ERRMEM, and errors raised by the emergency collector's callers
 *   "throws"          any error: it may run metamethods or other Lua code
 * Functions that allocate may run finalizers, whose own errors become warnings. Throwing is a
 * longjmp to the innermost protected call (lua_pcall, lua_resume); without one, the panic function
 * is called and then the program is aborted. Strings given out are valid while the value they
 * belong to is on the stack, or is otherwise known to be reachable.
 */

#ifndef lua_h
#define lua_h

#include <stdarg.h>
#include <stddef.h>

#include "luaconf.h"

/* ---- version */

#define LUA_VERSION_MAJOR "5"
#define LUA_VERSION_MINOR "4"
#define LUA_VERSION_RELEASE "8"
#define LUA_VERSION_NUM 504
#define LUA_VERSION_RELEASE_NUM (LUA_VERSION_NUM * 100 + 8)
#define LUA_VERSION "Lua " LUA_VERSION_MAJOR "." LUA_VERSION_MINOR
#define LUA_RELEASE LUA_VERSION "." LUA_VERSION_RELEASE
#define LUA_COPYRIGHT LUA_RELEASE "  Copyright (C) 2026 The neap authors"
#define LUA_AUTHORS "The neap authors"

/* What precompiled chunks begin with. */
#define LUA_SIGNATURE "\x1bLua"

/* As a number of results: all of them. */
#define LUA_MULTRET (-1)

/* ---- pseudo-indices */

#define LUA_REGISTRYINDEX (-LUAI_MAXSTACK - 1000)
/* Upvalue [i] (from 1) of the running C function. */
#define lua_upvalueindex(i) (LUA_REGISTRYINDEX - (i))

/* Integer keys of the registry that are set from the start. */
#define LUA_RIDX_MAINTHREAD 1
#define LUA_RIDX_GLOBALS 2
#define LUA_RIDX_LAST LUA_RIDX_GLOBALS

/* ---- statuses of calls, loads and threads */

#define LUA_OK 0
#define LUA_YIELD 1
#define LUA_ERRRUN 2
#define LUA_ERRSYNTAX 3
#define LUA_ERRMEM 4
#define LUA_ERRERR 5

/* ---- types of values */

#define LUA_TNONE (-1)
#define LUA_TNIL 0
#define LUA_TBOOLEAN 1
#define LUA_TLIGHTUSERDATA 2
#define LUA_TNUMBER 3
#define LUA_TSTRING 4
#define LUA_TTABLE 5
#define LUA_TFUNCTION 6
#define LUA_TUSERDATA 7
#define LUA_TTHREAD 8
#define LUA_NUMTYPES 9
/* An older name. */
#define LUA_NUMTAGS LUA_NUMTYPES

/* Free stack slots that every C function finds when it is called. */
#define LUA_MINSTACK 20

typedef struct lua_State lua_State;
typedef LUA_NUMBER lua_Number;
typedef LUA_INTEGER lua_Integer;
typedef LUA_UNSIGNED lua_Unsigned;
typedef LUA_KCONTEXT lua_KContext;

/* A C function for Lua: arguments from index 1 on; returns the number of results on top. */
typedef int (*lua_CFunction)(lua_State *L);
/* Goes on after a call that yielded: [status] is LUA_YIELD, or an error that lua_pcallk caught. */
typedef int (*lua_KFunction)(lua_State *L, int status, lua_KContext ctx);
/* Gives the next piece of a chunk and its size, valid until the next call; NULL or size 0 at the
 * end. */
typedef const char *(*lua_Reader)(lua_State *L, void *ud, size_t *sz);
/* Takes the next piece of a dump; anything but 0 stops it. */
typedef int (*lua_Writer)(lua_State *L, const void *p, size_t sz, void *ud);
/*
 * Memory: [nsize] 0 frees and returns NULL; otherwise allocates (then [ptr] is NULL and [osize] the
 * type of object or 0) or resizes from [osize] bytes. NULL means failure, and may not happen when
 * a block shrinks.
 */
typedef void *(*lua_Alloc)(void *ud, void *ptr, size_t osize, size_t nsize);
/* Takes a piece of a warning; [tocont] if more pieces follow. */
typedef void (*lua_WarnFunction)(void *ud, const char *msg, int tocont);
typedef struct lua_Debug lua_Debug;
/* Called for events; ar->event and, for lines, ar->currentline are set. */
typedef void (*lua_Hook)(lua_State *L, lua_Debug *ar);

/* Text that programs look for in a binary to tell the version. */
LUA_API const char lua_ident[];

/* ---- states and threads */

/* A new state without libraries, all memory from [f]. NULL if memory is short. No errors. */
LUA_API lua_State *lua_newstate(lua_Alloc f, void *ud);
/* Closes pending variables, runs all finalizers, frees everything. Any thread of the state. No
 * errors. */
LUA_API void lua_close(lua_State *L);
/* Pushes a new thread that shares the globals; its hooks are those of [L]. Throws memory. */
LUA_API lua_State *lua_newthread(lua_State *L);
/*
 * Closes the pending variables of a thread that is not running, and makes it fresh; returns a
 * status, the error object (if any) is left on its stack. [from] is the thread that asks, or NULL.
 * No errors.
 */
LUA_API int lua_closethread(lua_State *L, lua_State *from);
/* lua_closethread(L, NULL), the older name. */
LUA_API int lua_resetthread(lua_State *L);
/* Sets what is called for errors that nobody catches; returns the old one. No errors. */
LUA_API lua_CFunction lua_atpanic(lua_State *L, lua_CFunction panicf);
/* 504. No errors. */
LUA_API lua_Number lua_version(lua_State *L);
/* Does nothing and returns 200; there for old programs. */
LUA_API int lua_setcstacklimit(lua_State *L, unsigned int limit);
/* The host's bytes that belong to a thread; a new one gets a copy of the main thread's. */
#define lua_getextraspace(L) ((void *)((char *)(L)-LUA_EXTRASPACE))

/* ---- the stack: no errors but for what lua_settop and lua_closeslot close */

/* The same index counted from the bottom. */
LUA_API int lua_absindex(lua_State *L, int idx);
/* The number of values. */
LUA_API int lua_gettop(lua_State *L);
/* Cuts or fills (nil) up to [idx]; closes variables marked by lua_toclose on the way, which may
 * throw. */
LUA_API void lua_settop(lua_State *L, int idx);
/* Pushes a copy of the value at [idx]. */
LUA_API void lua_pushvalue(lua_State *L, int idx);
/* Rotates the values from [idx] to the top by [n] towards the top. */
LUA_API void lua_rotate(lua_State *L, int idx, int n);
/* Overwrites the value at [toidx] with a copy of that at [fromidx]. */
LUA_API void lua_copy(lua_State *L, int fromidx, int toidx);
/* Makes room for [n] more values; false if that is too much, or memory is short. */
LUA_API int lua_checkstack(lua_State *L, int n);
/* Pops [n] values from one thread and pushes them to another of the same state. */
LUA_API void lua_xmove(lua_State *from, lua_State *to, int n);
/* Removes, inserts, replaces: the value on top moves to [idx]. */
#define lua_pop(L, n) lua_settop(L, -(n)-1)
#define lua_insert(L, idx) lua_rotate(L, (idx), 1)
#define lua_remove(L, idx) (lua_rotate(L, (idx), -1), lua_pop(L, 1))
#define lua_replace(L, idx) (lua_copy(L, -1, (idx)), lua_pop(L, 1))

/* ---- looking at values: any index, nothing pushed; no errors, except where said */

/* A number or a string that spells one. */
LUA_API int lua_isnumber(lua_State *L, int idx);
/* A string or a number. */
LUA_API int lua_isstring(lua_State *L, int idx);
LUA_API int lua_iscfunction(lua_State *L, int idx);
/* A number whose representation is an integer. */
LUA_API int lua_isinteger(lua_State *L, int idx);
/* Full or light. */
LUA_API int lua_isuserdata(lua_State *L, int idx);
/* LUA_TNONE past the top, or a type. */
LUA_API int lua_type(lua_State *L, int idx);
/* The name of a type; "no value" for LUA_TNONE. */
LUA_API const char *lua_typename(lua_State *L, int tp);
#define lua_isfunction(L, n) (lua_type(L, (n)) == LUA_TFUNCTION)
#define lua_istable(L, n) (lua_type(L, (n)) == LUA_TTABLE)
#define lua_islightuserdata(L, n) (lua_type(L, (n)) == LUA_TLIGHTUSERDATA)
#define lua_isnil(L, n) (lua_type(L, (n)) == LUA_TNIL)
#define lua_isboolean(L, n) (lua_type(L, (n)) == LUA_TBOOLEAN)
#define lua_isthread(L, n) (lua_type(L, (n)) == LUA_TTHREAD)
#define lua_isnone(L, n) (lua_type(L, (n)) == LUA_TNONE)
#define lua_isnoneornil(L, n) (lua_type(L, (n)) <= 0)

/* The value as a float or integer, strings converted; else 0 and *isnum (if not NULL) is false. */
LUA_API lua_Number lua_tonumberx(lua_State *L, int idx, int *isnum);
LUA_API lua_Integer lua_tointegerx(lua_State *L, int idx, int *isnum);
#define lua_tonumber(L, i) lua_tonumberx(L, (i), NULL)
#define lua_tointeger(L, i) lua_tointegerx(L, (i), NULL)
/* False for nil, false and none. */
LUA_API int lua_toboolean(lua_State *L, int idx);
/*
 * The bytes of a string, its length at [len] if not NULL. A number at [idx] is changed to a string
 * in place. NULL for all other values. Throws memory.
 */
LUA_API const char *lua_tolstring(lua_State *L, int idx, size_t *len);
#define lua_tostring(L, i) lua_tolstring(L, (i), NULL)
/* Bytes of a string or userdata, '#' of a table without metamethods, else 0. */
LUA_API lua_Unsigned lua_rawlen(lua_State *L, int idx);
/* NULL for what is no C function. */
LUA_API lua_CFunction lua_tocfunction(lua_State *L, int idx);
/* The block of a full userdata, the pointer of a light one, else NULL. */
LUA_API void *lua_touserdata(lua_State *L, int idx);
/* NULL for what is no thread. */
LUA_API lua_State *lua_tothread(lua_State *L, int idx);
/* An address that tells objects apart; NULL for values without one. */
LUA_API const void *lua_topointer(lua_State *L, int idx);
/* Parses [s]: pushes the number and returns the string's size with its zero, or pushes nothing and
 * 0. */
LUA_API size_t lua_stringtonumber(lua_State *L, const char *s);

/* ---- operators */

#define LUA_OPADD 0
#define LUA_OPSUB 1
#define LUA_OPMUL 2
#define LUA_OPMOD 3
#define LUA_OPPOW 4
#define LUA_OPDIV 5
#define LUA_OPIDIV 6
#define LUA_OPBAND 7
#define LUA_OPBOR 8
#define LUA_OPBXOR 9
#define LUA_OPSHL 10
#define LUA_OPSHR 11
#define LUA_OPUNM 12
#define LUA_OPBNOT 13

#define LUA_OPEQ 0
#define LUA_OPLT 1
#define LUA_OPLE 2

/* Pops two operands (one for LUA_OPUNM and LUA_OPBNOT), pushes the result. Throws. */
LUA_API void lua_arith(lua_State *L, int op);
/* Equality without metamethods; false if either is none. No errors. */
LUA_API int lua_rawequal(lua_State *L, int idx1, int idx2);
/* LUA_OPEQ, LUA_OPLT or LUA_OPLE of two values; false if either is none. Throws. */
LUA_API int lua_compare(lua_State *L, int idx1, int idx2, int op);
/* Pops [n] values, pushes their concatenation (the empty string for 0). Throws. */
LUA_API void lua_concat(lua_State *L, int n);
/* Pushes the length of the value, as '#'. Throws. */
LUA_API void lua_len(lua_State *L, int idx);

/* ---- pushing values: each pushes one. Those that make objects throw memory. */

LUA_API void lua_pushnil(lua_State *L);
LUA_API void lua_pushnumber(lua_State *L, lua_Number n);
LUA_API void lua_pushinteger(lua_State *L, lua_Integer n);
/* Copies [len] bytes, which may contain zeros; returns the string's own copy. */
LUA_API const char *lua_pushlstring(lua_State *L, const char *s, size_t len);
/* Copies up to the zero; nil and NULL for NULL. */
LUA_API const char *lua_pushstring(lua_State *L, const char *s);
/*
 * Formats: %% a percent sign, %s string, %d int, %I LUAI_UACINT, %f LUAI_UACNUMBER, %p pointer, %c
 * a byte, %U a code point as UTF-8. Throws also for other conversions.
 */
LUA_API const char *lua_pushvfstring(lua_State *L, const char *fmt, va_list argp);
LUA_API const char *lua_pushfstring(lua_State *L, const char *fmt, ...);
/* Pops [n] values, which become upvalues of a new function. */
LUA_API void lua_pushcclosure(lua_State *L, lua_CFunction fn, int n);
LUA_API void lua_pushboolean(lua_State *L, int b);
LUA_API void lua_pushlightuserdata(lua_State *L, void *p);
/* The thread [L] itself; true if it is the main one. */
LUA_API int lua_pushthread(lua_State *L);
#define lua_pushcfunction(L, f) lua_pushcclosure(L, (f), 0)
#define lua_pushliteral(L, s) lua_pushstring(L, "" s)
#define lua_pushglobaltable(L) ((void)lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS))

/* ---- reading: each pushes one value and returns its type */

/* A global. Throws. */
LUA_API int lua_getglobal(lua_State *L, const char *name);
/* t[k], t at [idx]: the key is on top and popped. Throws. */
LUA_API int lua_gettable(lua_State *L, int idx);
/* t[k] for a string, t[n] for an integer. Throws. */
LUA_API int lua_getfield(lua_State *L, int idx, const char *k);
LUA_API int lua_geti(lua_State *L, int idx, lua_Integer n);
/* Without metamethods; the value at [idx] must be a table. Key on top; integer; light userdata. No
 * errors. */
LUA_API int lua_rawget(lua_State *L, int idx);
LUA_API int lua_rawgeti(lua_State *L, int idx, lua_Integer n);
LUA_API int lua_rawgetp(lua_State *L, int idx, const void *p);
/* An empty table with room for [narr] elements and [nrec] other keys. Throws memory. */
LUA_API void lua_createtable(lua_State *L, int narr, int nrec);
#define lua_newtable(L) lua_createtable(L, 0, 0)
/* A userdata with a block of [sz] bytes, whose address is returned, and [nuvalue] values. Throws
 * memory. */
LUA_API void *lua_newuserdatauv(lua_State *L, size_t sz, int nuvalue);
/* Pushes the metatable and returns true, or pushes nothing. No errors. */
LUA_API int lua_getmetatable(lua_State *L, int objindex);
/* Value [n] of a userdata; nil and LUA_TNONE if it has none. No errors. */
LUA_API int lua_getiuservalue(lua_State *L, int idx, int n);
#define lua_newuserdata(L, s) lua_newuserdatauv(L, (s), 1)
#define lua_getuservalue(L, idx) lua_getiuservalue(L, (idx), 1)

/* ---- writing: each pops the value on top */

/* A global. Throws. */
LUA_API void lua_setglobal(lua_State *L, const char *name);
/* t[k] = v, t at [idx]: the key is below the value and popped as well. Throws. */
LUA_API void lua_settable(lua_State *L, int idx);
/* t[k] = v for a string, t[n] = v for an integer. Throws. */
LUA_API void lua_setfield(lua_State *L, int idx, const char *k);
LUA_API void lua_seti(lua_State *L, int idx, lua_Integer n);
/* Without metamethods; the value at [idx] must be a table. Throws memory, lua_rawset also for nil
 * and NaN. */
LUA_API void lua_rawset(lua_State *L, int idx);
LUA_API void lua_rawseti(lua_State *L, int idx, lua_Integer n);
LUA_API void lua_rawsetp(lua_State *L, int idx, const void *p);
/* A table or nil becomes the metatable of the value at [objindex]; returns 1. No errors. */
LUA_API int lua_setmetatable(lua_State *L, int objindex);
/* Value [n] of a userdata; false if it has none. No errors. */
LUA_API int lua_setiuservalue(lua_State *L, int idx, int n);
#define lua_setuservalue(L, idx) lua_setiuservalue(L, (idx), 1)
#define lua_register(L, n, f) (lua_pushcfunction(L, (f)), lua_setglobal(L, (n)))

/* ---- calls, chunks */

/*
 * Pops a function and [nargs] arguments above it, calls it, pushes [nresults] results. If the
 * callee yields, [k] goes on with [ctx] instead of the caller; NULL: it may not yield. Throws.
 */
LUA_API void lua_callk(lua_State *L, int nargs, int nresults, lua_KContext ctx, lua_KFunction k);
#define lua_call(L, n, r) lua_callk(L, (n), (r), 0, NULL)
/*
 * The same, but errors are caught: then only the error object is pushed, and the status returned
 * (LUA_ERRRUN, LUA_ERRMEM, LUA_ERRERR). [errfunc] is the index of a message handler, or 0. No
 * errors.
 */
LUA_API int lua_pcallk(lua_State *L, int nargs, int nresults, int errfunc, lua_KContext ctx,
                       lua_KFunction k);
#define lua_pcall(L, n, r, f) lua_pcallk(L, (n), (r), (f), 0, NULL)
/*
 * Compiles what [reader] gives; pushes the function and returns LUA_OK, or pushes a message and
 * returns LUA_ERRSYNTAX, LUA_ERRMEM or what the reader threw. [mode] is "t", "b", or "bt" (NULL):
 * what kinds of chunk are allowed. The first upvalue, if any, becomes the table of globals. No
 * errors.
 */
LUA_API int lua_load(lua_State *L, lua_Reader reader, void *data, const char *chunkname,
                     const char *mode);
/* Gives the function on top to [writer] as a binary chunk; returns the writer's last answer, 1 if
 * no Lua function. */
LUA_API int lua_dump(lua_State *L, lua_Writer writer, void *data, int strip);

/* ---- coroutines */

/*
 * Leaves the running coroutine with [nresults] values; [k] goes on when it is resumed. Use: return
 * lua_yieldk(...). In a count or line hook with no results it returns, and so must the hook.
 * Throws.
 */
LUA_API int lua_yieldk(lua_State *L, int nresults, lua_KContext ctx, lua_KFunction k);
#define lua_yield(L, n) lua_yieldk(L, (n), 0, NULL)
/*
 * Starts (function below [narg] arguments) or goes on with a thread. Returns LUA_YIELD or LUA_OK
 * with *nres values on its stack, or an error status with the object on top. [from] is the thread
 * that asks, or NULL. No errors.
 */
LUA_API int lua_resume(lua_State *L, lua_State *from, int narg, int *nres);
/* LUA_OK, LUA_YIELD, or the error that ended it. No errors. */
LUA_API int lua_status(lua_State *L);
/* Whether lua_yieldk would work. No errors. */
LUA_API int lua_isyieldable(lua_State *L);

/* ---- warnings */

/* Sets who takes warnings; NULL: nobody. No errors. */
LUA_API void lua_setwarnf(lua_State *L, lua_WarnFunction f, void *ud);
/* Emits a piece of a warning. No errors. */
LUA_API void lua_warning(lua_State *L, const char *msg, int tocont);

/* ---- memory */

#define LUA_GCSTOP 0
#define LUA_GCRESTART 1
#define LUA_GCCOLLECT 2
#define LUA_GCCOUNT 3
#define LUA_GCCOUNTB 4
#define LUA_GCSTEP 5
#define LUA_GCSETPAUSE 6
#define LUA_GCSETSTEPMUL 7
#define LUA_GCISRUNNING 9
#define LUA_GCGEN 10
#define LUA_GCINC 11

/*
 * Controls the collector. STOP, RESTART, COLLECT, COUNT (KB), COUNTB (bytes beyond), STEP (int KB),
 * SETPAUSE and SETSTEPMUL (int; return the old one), ISRUNNING, GEN (int minor, int major), INC
 * (int pause, int step multiplier, int step size); the last two return the old mode. -1 for others
 * and inside of finalizers. No errors.
 */
LUA_API int lua_gc(lua_State *L, int what, ...);
/* The allocator, and its data at [ud] if not NULL. No errors. */
LUA_API lua_Alloc lua_getallocf(lua_State *L, void **ud);
/* Changes it; the new one must accept blocks of the old one. No errors. */
LUA_API void lua_setallocf(lua_State *L, lua_Alloc f, void *ud);

/* ---- the rest */

/* Throws the value on top. Never returns; the result is for "return lua_error(L)". */
LUA_API int lua_error(lua_State *L);
/*
 * Pops a key, pushes the next key and its value of the table at [idx], or nothing and returns 0 at
 * the end. Throws for a key that the table does not have.
 */
LUA_API int lua_next(lua_State *L, int idx);
/* Marks a stack slot to be closed when it is popped. Throws if the value cannot be closed. */
LUA_API void lua_toclose(lua_State *L, int idx);
/* Closes the slot marked last and sets it to nil. Throws. */
LUA_API void lua_closeslot(lua_State *L, int idx);

/* ---- debug interface */

#define LUA_HOOKCALL 0
#define LUA_HOOKRET 1
#define LUA_HOOKLINE 2
#define LUA_HOOKCOUNT 3
#define LUA_HOOKTAILCALL 4

#define LUA_MASKCALL (1 << LUA_HOOKCALL)
#define LUA_MASKRET (1 << LUA_HOOKRET)
#define LUA_MASKLINE (1 << LUA_HOOKLINE)
#define LUA_MASKCOUNT (1 << LUA_HOOKCOUNT)

/* An activation or function; owned by the caller, filled by the functions below. */
struct lua_Debug {
    int event;
    const char *name;         /* 'n': NULL if unknown */
    const char *namewhat;     /* 'n': "global", "local", "method", "field", "upvalue", ... or "" */
    const char *what;         /* 'S': "Lua", "C" or "main" */
    const char *source;       /* 'S': the chunk's name */
    size_t srclen;            /* 'S': its length */
    int currentline;          /* 'l': -1 if unknown */
    int linedefined;          /* 'S' */
    int lastlinedefined;      /* 'S' */
    unsigned char nups;       /* 'u': number of upvalues */
    unsigned char nparams;    /* 'u': number of parameters */
    char isvararg;            /* 'u' */
    char istailcall;          /* 't' */
    unsigned short ftransfer; /* 'r': first value of a call or return */
    unsigned short ntransfer; /* 'r': how many */
    char short_src[LUA_IDSIZE]; /* 'S': the chunk's name, fit for messages */
    void *i_ci;                 /* private: which activation */
};

/* Finds the activation [level] calls away (0: the running function). False if there is none. No
 * errors. */
LUA_API int lua_getstack(lua_State *L, int level, lua_Debug *ar);
/*
 * Fills the fields that the letters of [what] name, of the activation in [ar] or, after a '>', of
 * the function on top, which is popped. 'f' pushes the function, 'L' a table of its lines. False
 * for unknown letters. Throws memory.
 */
LUA_API int lua_getinfo(lua_State *L, const char *what, lua_Debug *ar);
/* Pushes local variable [n] and returns its name, or NULL. [ar] NULL: only names, of the parameters
 * of the function on top. No errors. */
LUA_API const char *lua_getlocal(lua_State *L, const lua_Debug *ar, int n);
/* Pops a value into local variable [n] and returns its name; NULL (nothing popped) if there is
 * none. No errors. */
LUA_API const char *lua_setlocal(lua_State *L, const lua_Debug *ar, int n);
/* Pushes upvalue [n] of a function and returns its name, or NULL. No errors. */
LUA_API const char *lua_getupvalue(lua_State *L, int funcindex, int n);
/* Pops a value into upvalue [n] and returns its name; NULL (nothing popped) if there is none. No
 * errors. */
LUA_API const char *lua_setupvalue(lua_State *L, int funcindex, int n);
/* What tells upvalues apart; NULL if there is none. No errors. */
LUA_API void *lua_upvalueid(lua_State *L, int fidx, int n);
/* Upvalue [n1] of one Lua function becomes upvalue [n2] of another. No errors. */
LUA_API void lua_upvaluejoin(lua_State *L, int fidx1, int n1, int fidx2, int n2);
/* Sets the hook of a thread for the events in [mask] (0: off), every [count] instructions. No
 * errors. */
LUA_API void lua_sethook(lua_State *L, lua_Hook func, int mask, int count);
/* What was set. No errors. */
LUA_API lua_Hook lua_gethook(lua_State *L);
LUA_API int lua_gethookmask(lua_State *L);
LUA_API int lua_gethookcount(lua_State *L);

#endif
