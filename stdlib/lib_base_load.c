// SPDX-License-Identifier: MIT
// lib_base_load.c: the basic functions that load chunks: load, loadfile, dofile (manual 6.1).
//
// A reader given to load may be any Lua function: it may yield or fail. So load is a resumable
// native that collects all pieces in a table and then hands them to lua_load one after the other,
// without a copy. The pieces stay reachable through the table as long as lua_load looks at them.
//
// No more may be read than up to the first error: a reader may be endless, or ask somebody for each
// line. So what has been read is compiled on trial: after every piece as long as that is little
// work, later whenever the text has doubled. A trial ends at a blank, so that no token is cut in
// two; unless it finds something missing there, its error is that of the whole text. If nothing
// follows, the function of the last trial is the result.

#include <limits.h>
#include <string.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"
#include "stdlib/lib_base.h"

// Stack of a load with a reader: its state below the arguments as they were given. It is small, for
// readers may load in turn.
enum LoadSlot { LOAD_READING = 1, LOAD_READER, LOAD_NAME, LOAD_MODE, LOAD_ENV };

// A unit of work (native_work) for so many bytes compiled.
#define BYTES_PER_WORK 8

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
    int count = finish_load(L, luaL_loadbufferx(L, text, length, name, mode), env);
    native_work(L, (int)(length / BYTES_PER_WORK % INT_MAX));
    return count;
}

// ---- readers

// Bytes that trials compile, all together, before they wait for the text to double.
#define FREE_TRIALS 65536

// The user values of a Reading: the table of pieces, the function of the last trial.
enum ReadingValue { READING_PIECES = 1, READING_FUNCTION };

// How far load is, in bytes.
typedef struct Reading {
    size_t size;     // read
    size_t tried;    // compiled on trial, all trials together
    size_t due;      // the size for which the next trial is due
    size_t compiled; // what became READING_FUNCTION
    bool is_text;
} Reading;

typedef struct PieceReader {
    lua_Integer next; // number of the next piece
    size_t left;      // bytes to be read
    int pieces;       // index of their table
} PieceReader;

static const char *read_piece(lua_State *L, void *data, size_t *size)
{
    PieceReader *reader = data;
    if (reader->left == 0) {
        *size = 0;
        return NULL;
    }
    lua_rawgeti(L, reader->pieces, reader->next++);
    const char *text = lua_tolstring(L, -1, size);
    lua_pop(L, 1); // the table keeps it
    *size = *size < reader->left ? *size : reader->left;
    reader->left -= *size;
    return text;
}

static void push_pieces(lua_State *L)
{
    lua_getiuservalue(L, LOAD_READING, READING_PIECES);
}

// Pushes the function of the first [size] bytes, or a message.
static int load_pieces(lua_State *L, size_t size)
{
    const char *name = luaL_optstring(L, LOAD_NAME, "=(load)");
    const char *mode = luaL_optstring(L, LOAD_MODE, NULL);
    push_pieces(L);
    PieceReader reader = {.next = 1, .left = size, .pieces = lua_gettop(L)};
    int status = lua_load(L, read_piece, &reader, name, mode);
    lua_remove(L, reader.pieces);
    return status;
}

// No more pieces come, or are wanted. Only LoadSlots are on the stack.
static int end_reading(lua_State *L, const Reading *reading)
{
    int env = lua_isnone(L, LOAD_ENV) ? 0 : LOAD_ENV;
    int status = LUA_OK;
    if (reading->size > 0 && reading->compiled == reading->size) {
        lua_getiuservalue(L, LOAD_READING, READING_FUNCTION);
    } else {
        status = load_pieces(L, reading->size);
    }
    return finish_load(L, status, env);
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

// Whether the message on top tells of something missing that may follow.
static bool wants_more(lua_State *L)
{
    static const char end[] = "near <eof>";
    const size_t end_length = sizeof end - 1;
    size_t length;
    const char *message = lua_tolstring(L, -1, &length);
    bool is_at_end = length >= end_length && strcmp(message + length - end_length, end) == 0;
    return is_at_end || strstr(message, "no visible label") != NULL ||
           strstr(message, "(truncated chunk)") != NULL;
}

// Bytes behind the last one that surely ends a token.
static size_t last_token_length(const char *text, size_t length)
{
    size_t start = length;
    while (start > 0 && memchr(" \n\r\t;,)", text[start - 1], 7) == NULL) {
        start--;
    }
    return length - start;
}

// Compiles what was read, but for the last token of the newest piece if that may go on. If that is
// all of the piece, syntax errors tell nothing. False, and a message on top, if there is an error.
static bool try_pieces(lua_State *L, Reading *reading, const char *text, size_t length)
{
    size_t excess = reading->is_text ? last_token_length(text, length) : 0;
    bool may_be_cut = excess == length;
    size_t size = reading->size - (may_be_cut ? 0 : excess);
    reading->tried += size;
    reading->due = reading->size * 2;
    int status = load_pieces(L, size);
    if (status == LUA_OK) {
        lua_setiuservalue(L, LOAD_READING, READING_FUNCTION);
        reading->compiled = size;
        return true;
    }
    if (status != LUA_ERRSYNTAX || !(may_be_cut || wants_more(L))) {
        return false;
    }
    lua_pop(L, 1);
    return true;
}

// Whether a chunk of that kind is wanted: if not, lua_load will tell.
static bool is_wanted(lua_State *L, bool is_text)
{
    const char *mode = luaL_optstring(L, LOAD_MODE, NULL);
    return mode == NULL || strchr(mode, is_text ? 't' : 'b') != NULL;
}

// The reader's next piece, a string that is not empty, is on top: takes it. False, and a message on
// top, if an error shows.
static bool keep_piece(lua_State *L, Reading *reading)
{
    size_t length;
    const char *text = lua_tolstring(L, -1, &length);
    push_pieces(L);
    lua_insert(L, -2);
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
    lua_pop(L, 1);
    if (reading->size == 0) {
        reading->is_text = text[0] != LUA_SIGNATURE[0];
        if (!is_wanted(L, reading->is_text)) {
            return load_pieces(L, length) == LUA_OK;
        }
    }
    reading->size += length;
    bool is_due = reading->size >= reading->due || reading->tried + reading->size <= FREE_TRIALS;
    return !is_due || try_pieces(L, reading, text, length);
}

enum LoadStep { LOAD_BEGIN, LOAD_PIECE };

static int ask_reader(lua_State *L)
{
    lua_pushvalue(L, LOAD_READER);
    return native_pcall_handled(L, 0, 1, LOAD_PIECE);
}

// The reader has returned what is on top, or failed with it.
static int take_piece(lua_State *L)
{
    Reading *reading = lua_touserdata(L, LOAD_READING);
    size_t length;
    if (native_status(L) != LUA_OK) {
        return finish_load(L, LUA_ERRRUN, 0);
    }
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        return end_reading(L, reading);
    }
    if (lua_tolstring(L, -1, &length) == NULL) {
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
    return keep_piece(L, reading) ? ask_reader(L) : finish_load(L, LUA_ERRSYNTAX, 0);
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
