/* SPDX-License-Identifier: MIT */
/*
 * lualib.h: the standard libraries.
 *
 * Each opener is a lua_CFunction that leaves the library's table on the stack; it is meant to be
 * called through luaL_requiref (or lua_call), not directly. Openers throw only for lack of memory.
 */

#ifndef lualib_h
#define lualib_h

#include "lua.h"

/* What file names of modules made for this version may end in. */
#define LUA_VERSUFFIX "_" LUA_VERSION_MAJOR "_" LUA_VERSION_MINOR

/* The basic functions, in the table of globals itself (LUA_GNAME of lauxlib.h). */
LUAMOD_API int luaopen_base(lua_State *L);

#define LUA_COLIBNAME "coroutine"
LUAMOD_API int luaopen_coroutine(lua_State *L);

#define LUA_TABLIBNAME "table"
LUAMOD_API int luaopen_table(lua_State *L);

#define LUA_IOLIBNAME "io"
LUAMOD_API int luaopen_io(lua_State *L);

#define LUA_OSLIBNAME "os"
LUAMOD_API int luaopen_os(lua_State *L);

/* Also gives strings their metatable. */
#define LUA_STRLIBNAME "string"
LUAMOD_API int luaopen_string(lua_State *L);

#define LUA_UTF8LIBNAME "utf8"
LUAMOD_API int luaopen_utf8(lua_State *L);

#define LUA_MATHLIBNAME "math"
LUAMOD_API int luaopen_math(lua_State *L);

#define LUA_DBLIBNAME "debug"
LUAMOD_API int luaopen_debug(lua_State *L);

/* Also defines the global 'require'. */
#define LUA_LOADLIBNAME "package"
LUAMOD_API int luaopen_package(lua_State *L);

/* Opens all of them and makes each a global. Throws only for lack of memory. */
LUALIB_API void luaL_openlibs(lua_State *L);

#endif
