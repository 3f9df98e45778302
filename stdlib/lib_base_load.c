// SPDX-License-Identifier: MIT
// lib_base_load.c: the basic functions that load chunks: load, loadfile, dofile (manual 6.1).
//
// A reader given to load may be any Lua function: it may yield or fail. So load is a resumable
// native that first collects all pieces in a table and then hands them to lua_load one after the
// other, without a copy. The pieces stay reachable through the table as long as lua_load looks at
// them.

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"
#include "stdlib/lib_base.h"

// Stack of a load with a reader. The environment is LUA_TNONE if it was not given: then LOAD_ENV is
// a nil, and HAS_ENV false.
enum LoadSlot { LOAD_READER = 1, LOAD_NAME, LOAD_MODE, LOAD_ENV, LOAD_HAS_ENV, LOAD_PIECES };

// The results of a load: the function on top with its environment at [env] (0: as it is), or nil
// and the message on top.
static int finish_load(lua_State *L, int status, int env)
{
    if (status != LUA_OK) {
        luaL_pushfail(L);
        lua_insert(L, -2);
        return 2;
    }
    if (env != 0) {
        lua_pushvalue(L, env);
        if (lua_setupvalue(L, -2, 1) == NULL) {
            lua_pop(L, 1); // a function without upvalues
        }
    }
    return 1;
}

static int load_string(lua_State *L)
{
    size_t length;
    const char *text = lua_tolstring(L, 1, &length);
    const char *mode = luaL_optstring(L, 3, NULL);
    const char *name = luaL_optstring(L, 2, text);
    int env = lua_isnone(L, 4) ? 0 : 4;
    return finish_load(L, luaL_loadbufferx(L, text, length, name, mode), env);
}

// ---- readers

typedef struct PieceReader {
    lua_Integer next; // number of the next piece
    int pieces;       // index of their table
} PieceReader;

static const char *read_piece(lua_State *L, void *data, size_t *size)
{
    PieceReader *reader = data;
    if (lua_rawgeti(L, reader->pieces, reader->next++) == LUA_TNIL) {
        lua_pop(L, 1);
        *size = 0;
        return NULL;
    }
    const char *text = lua_tolstring(L, -1, size);
    lua_pop(L, 1); // the table keeps it
    return text;
}

static int load_pieces(lua_State *L)
{
    PieceReader reader = {1, LOAD_PIECES};
    int status =
        lua_load(L, read_piece, &reader, lua_tostring(L, LOAD_NAME), lua_tostring(L, LOAD_MODE));
    return finish_load(L, status, lua_toboolean(L, LOAD_HAS_ENV) ? LOAD_ENV : 0);
}

static void begin_reading(lua_State *L)
{
    luaL_optstring(L, 3, NULL);
    luaL_optstring(L, 2, NULL);
    luaL_checktype(L, LOAD_READER, LUA_TFUNCTION);
    bool has_env = !lua_isnone(L, LOAD_ENV);
    lua_settop(L, LOAD_ENV);
    if (lua_isnil(L, LOAD_NAME)) {
        lua_pushliteral(L, "=(load)");
        lua_replace(L, LOAD_NAME);
    }
    lua_pushboolean(L, has_env);
    lua_newtable(L);
}

enum LoadStep { LOAD_BEGIN, LOAD_PIECE };

// The reader's next piece is on top. False at the end of the chunk, or with an error message on
// top.
static bool keep_piece(lua_State *L, bool *failed)
{
    *failed = native_status(L) != LUA_OK;
    if (*failed || lua_isnil(L, -1)) {
        return false;
    }
    if (!lua_isstring(L, -1)) {
        luaL_where(L, 1);
        lua_pushliteral(L, "reader function must return a string");
        lua_concat(L, 2);
        *failed = true;
        return false;
    }
    size_t length;
    lua_tolstring(L, -1, &length);
    if (length == 0) {
        return false;
    }
    lua_rawseti(L, LOAD_PIECES, (lua_Integer)lua_rawlen(L, LOAD_PIECES) + 1);
    return true;
}

static int base_load(lua_State *L, int step)
{
    if (step == LOAD_BEGIN) {
        if (lua_isstring(L, 1)) {
            return load_string(L);
        }
        begin_reading(L);
    } else {
        bool failed;
        if (!keep_piece(L, &failed)) {
            return failed ? finish_load(L, LUA_ERRRUN, 0) : load_pieces(L);
        }
    }
    lua_pushvalue(L, LOAD_READER);
    return native_pcall(L, 0, 1, LOAD_PIECE);
}

// ---- files

static int base_loadfile(lua_State *L)
{
    const char *name = luaL_optstring(L, 1, NULL);
    const char *mode = luaL_optstring(L, 2, NULL);
    int env = lua_isnone(L, 3) ? 0 : 3;
    return finish_load(L, luaL_loadfilex(L, name, mode), env);
}

static int base_dofile(lua_State *L, int step)
{
    if (step == 0) {
        const char *name = luaL_optstring(L, 1, NULL);
        lua_settop(L, 1);
        if (luaL_loadfile(L, name) != LUA_OK) {
            return lua_error(L);
        }
        return native_call(L, 0, LUA_MULTRET, 1);
    }
    return lua_gettop(L) - 1;
}

static const NativeReg load_functions[] = {
    {.name = "dofile", .resumable = base_dofile},
    {.name = "load", .resumable = base_load},
    {.name = "loadfile", .function = base_loadfile},
    {.name = NULL},
};

void base_set_load_functions(lua_State *L)
{
    native_setfuncs(L, load_functions, 0);
}
