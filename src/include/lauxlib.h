/* SPDX-License-Identifier: MIT */
/*
 * lauxlib.h: the auxiliary library (section 5 of the Lua manual): checks of arguments, buffers,
 * loading, references.
 *
 * Everything here is made of the functions of lua.h. Functions named luaL_check and luaL_opt throw
 * "bad argument #n to 'f' (...)" for argument [arg] of the running C function; "throws memory" and
 * "no errors" as in lua.h.
 */

#ifndef lauxlib_h
#define lauxlib_h

#include <stddef.h>
#include <stdio.h>

#include "lua.h"
#include "luaconf.h"

/* Name of the table of globals, and keys of the registry: loaded modules, their openers, files'
 * metatable. */
#define LUA_GNAME "_G"
#define LUA_LOADED_TABLE "_LOADED"
#define LUA_PRELOAD_TABLE "_PRELOAD"
#define LUA_FILEHANDLE "FILE*"

/* A status of luaL_loadfilex: the file cannot be read. */
#define LUA_ERRFILE (LUA_ERRERR + 1)

/* A function of a library; NULL as function leaves a place (false). Lists end with a NULL name. */
typedef struct luaL_Reg {
    const char *name;
    lua_CFunction func;
} luaL_Reg;

/* ---- versions */

/* Sizes of number types, to be compared with those of the library. */
#define LUAL_NUMSIZES (sizeof(lua_Integer) * 16 + sizeof(lua_Number))
/* Throws unless caller and library agree in version and number types. */
LUALIB_API void luaL_checkversion_(lua_State *L, lua_Number ver, size_t sz);
#define luaL_checkversion(L) luaL_checkversion_(L, LUA_VERSION_NUM, LUAL_NUMSIZES)

/* ---- arguments */

/* Throws "bad argument #arg to 'f' (extramsg)". Never returns. */
LUALIB_API int luaL_argerror(lua_State *L, int arg, const char *extramsg);
/* Throws "bad argument #arg to 'f' (tname expected, got ...)". Never returns. */
LUALIB_API int luaL_typeerror(lua_State *L, int arg, const char *tname);
#define luaL_argcheck(L, cond, arg, extramsg) \
    ((void)(luai_likely(cond) || luaL_argerror(L, (arg), (extramsg))))
#define luaL_argexpected(L, cond, arg, tname) \
    ((void)(luai_likely(cond) || luaL_typeerror(L, (arg), (tname))))
/* A string, or a number made one in place; length at [l] if not NULL. */
LUALIB_API const char *luaL_checklstring(lua_State *L, int arg, size_t *l);
/* [def] for none and nil. */
LUALIB_API const char *luaL_optlstring(lua_State *L, int arg, const char *def, size_t *l);
#define luaL_checkstring(L, n) (luaL_checklstring(L, (n), NULL))
#define luaL_optstring(L, n, d) (luaL_optlstring(L, (n), (d), NULL))
/* A float, or what converts to it. */
LUALIB_API lua_Number luaL_checknumber(lua_State *L, int arg);
LUALIB_API lua_Number luaL_optnumber(lua_State *L, int arg, lua_Number def);
/* An integer, or what converts to it. */
LUALIB_API lua_Integer luaL_checkinteger(lua_State *L, int arg);
LUALIB_API lua_Integer luaL_optinteger(lua_State *L, int arg, lua_Integer def);
#define luaL_opt(L, f, n, d) (lua_isnoneornil(L, (n)) ? (d) : f(L, (n)))
/* Exactly this type. */
LUALIB_API void luaL_checktype(lua_State *L, int arg, int t);
/* Anything, nil included. */
LUALIB_API void luaL_checkany(lua_State *L, int arg);
/* The index of a string in [lst] (ended by NULL); [def] if not NULL stands for none and nil. */
LUALIB_API int luaL_checkoption(lua_State *L, int arg, const char *def, const char *const lst[]);
/* Room for [sz] more values, or throws "stack overflow (msg)". */
LUALIB_API void luaL_checkstack(lua_State *L, int sz, const char *msg);
#define luaL_typename(L, i) lua_typename(L, lua_type(L, (i)))

/* ---- userdata with named metatables, kept in the registry */

/* Pushes registry[tname], made if it is not there (then true), with the field __name. Throws
 * memory. */
LUALIB_API int luaL_newmetatable(lua_State *L, const char *tname);
/* Gives the value on top registry[tname] as metatable. Throws memory. */
LUALIB_API void luaL_setmetatable(lua_State *L, const char *tname);
#define luaL_getmetatable(L, n) (lua_getfield(L, LUA_REGISTRYINDEX, (n)))
/* The block of a userdata with that metatable; else NULL, or an error for luaL_checkudata. */
LUALIB_API void *luaL_testudata(lua_State *L, int ud, const char *tname);
LUALIB_API void *luaL_checkudata(lua_State *L, int ud, const char *tname);
/* Pushes a field of the metatable and returns its type; LUA_TNIL and nothing pushed if there is
 * none. Throws memory. */
LUALIB_API int luaL_getmetafield(lua_State *L, int obj, const char *e);
/* Calls a metamethod with the object, pushes its one result; false and nothing pushed if there is
 * none. Throws. */
LUALIB_API int luaL_callmeta(lua_State *L, int obj, const char *e);

/* ---- errors */

/* Pushes "chunk:line: " of the function at a level, or "". Throws memory. */
LUALIB_API void luaL_where(lua_State *L, int lvl);
/* Throws a message formatted as by lua_pushfstring, position in front. Never returns. */
LUALIB_API int luaL_error(lua_State *L, const char *fmt, ...);
/* Pushes the calls of [L1] from a level on, [msg] (if not NULL) in front. Throws memory. */
LUALIB_API void luaL_traceback(lua_State *L, lua_State *L1, const char *msg, int level);
/* Pushes true, or nil, a message made from errno, and errno; returns how many. Throws memory. */
LUALIB_API int luaL_fileresult(lua_State *L, int stat, const char *fname);
/* Pushes true or nil, "exit" or "signal", and the code of a process; returns how many. Throws
 * memory. */
LUALIB_API int luaL_execresult(lua_State *L, int stat);

/* ---- references: integer keys that stand for values in a table */

#define LUA_NOREF (-2)
#define LUA_REFNIL (-1)

/* Pops a value, stores it in the table at [t], returns its key (LUA_REFNIL for nil). Throws memory.
 */
LUALIB_API int luaL_ref(lua_State *L, int t);
/* Gives it back; LUA_NOREF and LUA_REFNIL are ignored. */
LUALIB_API void luaL_unref(lua_State *L, int t, int ref);

/* ---- chunks: each pushes a function (status LUA_OK) or a message; no errors but memory */

/* A file (NULL: standard input); a byte order mark and a first line with '#' are skipped. */
LUALIB_API int luaL_loadfilex(lua_State *L, const char *filename, const char *mode);
LUALIB_API int luaL_loadbufferx(lua_State *L, const char *buff, size_t sz, const char *name,
                                const char *mode);
LUALIB_API int luaL_loadstring(lua_State *L, const char *s);
#define luaL_loadfile(L, f) luaL_loadfilex(L, (f), NULL)
#define luaL_loadbuffer(L, s, sz, n) luaL_loadbufferx(L, (s), (sz), (n), NULL)
#define luaL_dofile(L, fn) (luaL_loadfile(L, (fn)) || lua_pcall(L, 0, LUA_MULTRET, 0))
#define luaL_dostring(L, s) (luaL_loadstring(L, (s)) || lua_pcall(L, 0, LUA_MULTRET, 0))

/* ---- states and libraries */

/* A state with malloc's memory, a panic function and warnings on standard error. NULL if memory is
 * short. */
LUALIB_API lua_State *luaL_newstate(void);
/* Puts functions into the table below [nup] values, which become upvalues of each and are popped.
 * Throws memory. */
LUALIB_API void luaL_setfuncs(lua_State *L, const luaL_Reg *l, int nup);
#define luaL_newlibtable(L, l) lua_createtable(L, 0, sizeof(l) / sizeof((l)[0]) - 1)
#define luaL_newlib(L, l) (luaL_checkversion(L), luaL_newlibtable(L, l), luaL_setfuncs(L, (l), 0))
/* Pushes t[fname], made a table if it is none (then false). Throws. */
LUALIB_API int luaL_getsubtable(lua_State *L, int idx, const char *fname);
/* Pushes module [modname], opened by [openf] unless it is loaded; also as a global with [glb].
 * Throws. */
LUALIB_API void luaL_requiref(lua_State *L, const char *modname, lua_CFunction openf, int glb);

/* ---- values */

/* Pushes the value as tostring shows it, and returns its bytes. Throws. */
LUALIB_API const char *luaL_tolstring(lua_State *L, int idx, size_t *len);
/* '#' as an integer. Throws, also if the length is none. */
LUALIB_API lua_Integer luaL_len(lua_State *L, int idx);
/* Pushes [s] with every [p] replaced by [r]. Throws memory. */
LUALIB_API const char *luaL_gsub(lua_State *L, const char *s, const char *p, const char *r);
/* What functions push to report failure. */
#define luaL_pushfail(L) lua_pushnil(L)
/* Arithmetic on integers that wraps around. */
#define luaL_intop(op, v1, v2) ((lua_Integer)((lua_Unsigned)(v1)op(lua_Unsigned)(v2)))

/* ---- buffers: strings made piece by piece */

/*
 * Owned by the caller, on the C stack; between luaL_buffinit and luaL_pushresult it occupies one
 * stack slot, and pushes and pops must balance.
 */
typedef struct luaL_Buffer luaL_Buffer;
struct luaL_Buffer {
    char *b;      /* the bytes: [init], or memory held by the stack slot */
    size_t size;  /* bytes there are */
    size_t n;     /* bytes in use */
    lua_State *L; /* whose stack */
    union {
        LUAI_MAXALIGN;
        char b[LUAL_BUFFERSIZE];
    } init;
};

/* Begins; pushes the slot. No errors. */
LUALIB_API void luaL_buffinit(lua_State *L, luaL_Buffer *B);
/* Begins with [sz] free bytes, as luaL_prepbuffsize. Throws memory. */
LUALIB_API char *luaL_buffinitsize(lua_State *L, luaL_Buffer *B, size_t sz);
/* The address of [sz] free bytes, to be filled and counted by luaL_addsize. Throws memory, "buffer
 * too large". */
LUALIB_API char *luaL_prepbuffsize(luaL_Buffer *B, size_t sz);
/* Adds bytes; a string up to its zero; the string or number on top of the stack (popped); [s] with
 * [p] replaced by [r]. */
LUALIB_API void luaL_addlstring(luaL_Buffer *B, const char *s, size_t l);
LUALIB_API void luaL_addstring(luaL_Buffer *B, const char *s);
LUALIB_API void luaL_addvalue(luaL_Buffer *B);
LUALIB_API void luaL_addgsub(luaL_Buffer *b, const char *s, const char *p, const char *r);
/* Ends (with [sz] more bytes): the string takes the place of the slot. Throws memory. */
LUALIB_API void luaL_pushresult(luaL_Buffer *B);
LUALIB_API void luaL_pushresultsize(luaL_Buffer *B, size_t sz);
#define luaL_prepbuffer(B) luaL_prepbuffsize((B), LUAL_BUFFERSIZE)
#define luaL_addchar(B, c) \
    ((void)((B)->n < (B)->size || luaL_prepbuffsize((B), 1)), ((B)->b[(B)->n++] = (c)))
#define luaL_addsize(B, s) ((B)->n += (s))
#define luaL_buffsub(B, s) ((B)->n -= (s))
#define luaL_buffaddr(B) ((B)->b)
#define luaL_bufflen(B) ((B)->n)

/* ---- file handles of the io library: userdata whose metatable is registry[LUA_FILEHANDLE] */

typedef struct luaL_Stream {
    FILE *f;              /* NULL while it is being opened */
    lua_CFunction closef; /* how to close it; NULL: it is closed */
} luaL_Stream;

/* ---- output of 'print' and of messages */

#ifndef lua_writestring
#define lua_writestring(s, l) fwrite((s), sizeof(char), (l), stdout)
#endif
#ifndef lua_writeline
#define lua_writeline() (lua_writestring("\n", 1), fflush(stdout))
#endif
#ifndef lua_writestringerror
#define lua_writestringerror(s, p) (fprintf(stderr, (s), (p)), fflush(stderr))
#endif

#endif
