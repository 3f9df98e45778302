// SPDX-License-Identifier: MIT
// lib_base_load.c: the basic functions that load chunks: load, loadfile, dofile (manual 6.1).
//
// A reader given to load may be any Lua function: it may yield or fail. So load is a resumable
// native that collects all pieces in a table and then hands them to lua_load one after the other,
// without a copy. The pieces stay reachable through the table as long as lua_load looks at them.
//
// No more may be read than what decides: a reader may be endless, or ask somebody for each line. So
// what has been read is loaded on trial: after every piece as long as that is little work, later
// whenever the pieces have doubled. lua_load asks for what it needs only; if that was there, its
// result is that of all pieces that might follow. If nothing follows, the function of the last
// trial is the result.

#include <limits.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"
#include "stdlib/lib_base.h"

// Stack of a load with a reader: its state below the arguments as they were given. It is small, for
// readers may load in turn.
enum LoadSlot { LOAD_READING = 1, LOAD_READER, LOAD_NAME, LOAD_MODE, LOAD_ENV };

// A unit of work (native_work) for so many bytes compiled.
#define BYTES_PER_WORK 8

// The results of a load that failed: nil and the message on top.
static int return_message(lua_State *L)
{
    luaL_pushfail(L);
    lua_insert(L, -2);
    return 2;
}

// The results of a load: the function on top with its environment at [env] (0: as it is), or the
// message.
static int finish_load(lua_State *L, int status, int env)
{
    if (status == LUA_ERRRUN) { // what interrupts the program is no fault of the chunk
        return lua_error(L);
    }
    if (status != LUA_OK) {
        return return_message(L);
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
    int count = finish_load(L, luaL_loadbufferx(L, text, length, name, mode), env);
    native_work(L, (int)(length / BYTES_PER_WORK % INT_MAX));
    return count;
}

// ---- readers

// Bytes that trials load, all together, before they wait for the pieces to double.
#define FREE_TRIALS 65536

// The user values of a Reading: the table of pieces, the function of the last trial.
enum ReadingValue { READING_PIECES = 1, READING_FUNCTION };

// How far load is, in bytes.
typedef struct Reading {
    size_t size;   // read
    size_t tried;  // loaded on trial, all trials together
    size_t due;    // the size for which the next trial is due
    size_t loaded; // what became READING_FUNCTION
} Reading;

typedef struct PieceReader {
    lua_Integer next; // number of the next piece
    int pieces;       // index of their table
    bool wants_more;  // than there are
} PieceReader;

static const char *read_piece(lua_State *L, void *data, size_t *size)
{
    PieceReader *reader = data;
    reader->wants_more = lua_rawgeti(L, reader->pieces, reader->next++) == LUA_TNIL;
    const char *text = lua_tolstring(L, -1, size);
    lua_pop(L, 1); // the table keeps it
    return text;
}

static void push_pieces(lua_State *L)
{
    lua_getiuservalue(L, LOAD_READING, READING_PIECES);
}

// Pushes the function of the pieces, or a message. [*wants_more]: further ones could change that.
static int load_pieces(lua_State *L, bool *wants_more)
{
    const char *name = luaL_optstring(L, LOAD_NAME, "=(load)");
    const char *mode = luaL_optstring(L, LOAD_MODE, NULL);
    push_pieces(L);
    PieceReader reader = {.next = 1, .pieces = lua_gettop(L)};
    int status = lua_load(L, read_piece, &reader, name, mode);
    lua_remove(L, reader.pieces);
    *wants_more = reader.wants_more && (status == LUA_OK || status == LUA_ERRSYNTAX);
    return status;
}

// The function or message on top is the result. Only LoadSlots are below it.
static int end_load(lua_State *L, int status)
{
    return finish_load(L, status, lua_gettop(L) > LOAD_ENV ? LOAD_ENV : 0);
}

// No more pieces come. Only LoadSlots are on the stack.
static int end_reading(lua_State *L, const Reading *reading)
{
    bool wants_more;
    if (reading->size == 0 || reading->loaded != reading->size) {
        return end_load(L, load_pieces(L, &wants_more));
    }
    lua_getiuservalue(L, LOAD_READING, READING_FUNCTION);
    return end_load(L, LUA_OK);
}

static void begin_reading(lua_State *L)
{
    luaL_optstring(L, 3, NULL);
    luaL_optstring(L, 2, NULL);
    luaL_checktype(L, 1, LUA_TFUNCTION);
    if (lua_gettop(L) > 4) {
        lua_settop(L, 4);
    }
    Reading *reading = lua_newuserdatauv(L, sizeof *reading, 2);
    *reading = (Reading){.size = 0};
    lua_insert(L, LOAD_READING);
    lua_newtable(L);
    lua_setiuservalue(L, LOAD_READING, READING_PIECES);
}

enum LoadStep { LOAD_BEGIN, LOAD_PIECE };

static int ask_reader(lua_State *L)
{
    lua_pushvalue(L, LOAD_READER);
    return native_pcall_handled(L, 0, 1, LOAD_PIECE);
}

// Loads what was read.
static int try_pieces(lua_State *L, Reading *reading)
{
    bool wants_more;
    reading->tried += reading->size;
    reading->due = reading->size * 2;
    int status = load_pieces(L, &wants_more);
    if (!wants_more) {
        return end_load(L, status);
    }
    if (status == LUA_OK) {
        lua_setiuservalue(L, LOAD_READING, READING_FUNCTION);
        reading->loaded = reading->size;
    } else {
        lua_pop(L, 1);
    }
    return ask_reader(L);
}

// The reader's next piece, a string of [length] bytes, is on top.
static int keep_piece(lua_State *L, Reading *reading, size_t length)
{
    push_pieces(L);
    lua_insert(L, -2);
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
    lua_pop(L, 1);
    reading->size += length;
    bool is_due = reading->size >= reading->due || reading->tried + reading->size <= FREE_TRIALS;
    return is_due ? try_pieces(L, reading) : ask_reader(L);
}

// The reader has returned what is on top, or failed with it.
static int take_piece(lua_State *L)
{
    Reading *reading = lua_touserdata(L, LOAD_READING);
    size_t length = 0;
    if (native_status(L) != LUA_OK) {
        return return_message(L);
    }
    if (!lua_isnil(L, -1) && lua_tolstring(L, -1, &length) == NULL) {
        lua_pushcfunction(L, lua_error); // as if the reader had failed
        luaL_where(L, 1);
        lua_pushliteral(L, "reader function must return a string");
        lua_concat(L, 2);
        return native_pcall_handled(L, 1, 0, LOAD_PIECE);
    }
    if (length == 0) {
        lua_pop(L, 1);
        return end_reading(L, reading);
    }
    return keep_piece(L, reading, length);
}

static int base_load(lua_State *L, int step)
{
    if (step == LOAD_PIECE) {
        return take_piece(L);
    }
    if (lua_isstring(L, 1)) {
        return load_string(L);
    }
    begin_reading(L);
    return ask_reader(L);
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
