// SPDX-License-Identifier: MIT
// complete.c: see complete.h.
//
// The word before the cursor is a path of names, "a.b:c". Names are followed by raw access and
// through __index tables, so that no code of the user runs. Inside strings readline completes file
// names.

#include "src/cli/complete.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "lauxlib.h"
#include "src/cli/line_input.h"

#define INDEX_CHAIN_MAX 20

static const char *const keywords[] = {"and",   "break", "do",       "else", "elseif", "end",
                                       "false", "for",   "function", "goto", "if",     "in",
                                       "local", "nil",   "not",      "or",   "repeat", "return",
                                       "then",  "true",  "until",    "while"};

static lua_State *state;

void complete_begin(lua_State *L)
{
    state = L;
}

// Replaces the value on top by the table in which its fields are looked up next. False: none.
static bool replace_by_index(lua_State *L)
{
    bool found = luaL_getmetafield(L, -1, "__index") == LUA_TTABLE;
    lua_replace(L, -2);
    return found;
}

// Replaces the value on top by its field [name] of [length] bytes.
static void replace_by_field(lua_State *L, const char *name, size_t length)
{
    for (int i = 0; i < INDEX_CHAIN_MAX; i++) {
        if (lua_istable(L, -1)) {
            lua_pushlstring(L, name, length);
            if (lua_rawget(L, -2) != LUA_TNIL) {
                lua_replace(L, -2);
                return;
            }
            lua_pop(L, 1);
        }
        lua_pushvalue(L, -1);
        if (luaL_getmetafield(L, -1, "__index") != LUA_TTABLE) {
            break;
        }
        lua_replace(L, -2);
        lua_replace(L, -2);
    }
    lua_settop(L, 2);
    lua_pushnil(L);
}

static void add_match(lua_State *L, const char *path, size_t path_length, const char *name)
{
    lua_pushlstring(L, path, path_length);
    lua_pushstring(L, name);
    lua_concat(L, 2);
    lua_pushboolean(L, 1);
    lua_rawset(L, 2);
}

// Adds the fields of the value on top that begin with [part].
static void add_fields(lua_State *L, const char *path, const char *part, bool only_functions)
{
    size_t length = strlen(part);
    for (int i = 0; i < INDEX_CHAIN_MAX; i++) {
        int table = lua_gettop(L);
        for (lua_pushnil(L); lua_istable(L, table) && lua_next(L, table); lua_pop(L, 1)) {
            bool fits =
                lua_type(L, -2) == LUA_TSTRING && (!only_functions || lua_isfunction(L, -1));
            if (fits && strncmp(lua_tostring(L, -2), part, length) == 0) {
                add_match(L, path, (size_t)(part - path), lua_tostring(L, -2));
            }
        }
        lua_settop(L, table);
        if (!replace_by_index(L)) {
            return;
        }
    }
}

// Protected: fills the table at 2 with the matches of the text at 1 (light userdata).
static int find_matches(lua_State *L)
{
    const char *text = lua_touserdata(L, 1);
    const char *part = text;
    lua_pushglobaltable(L);
    for (size_t n; part[n = strcspn(part, ".:")] != '\0'; part += n + 1) {
        if (part == text && n == 0) { // after a string or a call: methods of strings
            lua_pushliteral(L, "");
            lua_replace(L, -2);
        } else {
            replace_by_field(L, part, n);
        }
    }
    for (size_t i = 0; part == text && i < sizeof keywords / sizeof keywords[0]; i++) {
        if (strncmp(keywords[i], text, strlen(text)) == 0) {
            add_match(L, text, 0, keywords[i]);
        }
    }
    add_fields(L, text, part, part > text && part[-1] == ':');
    return 0;
}

static bool is_in_string(const char *line, int end)
{
    char quote = '\0';
    for (int i = 0; i < end; i++) {
        if (quote != '\0' && line[i] == '\\') {
            i++;
        } else if (quote != '\0') {
            quote = line[i] == quote ? '\0' : quote;
        } else if (line[i] == '"' || line[i] == '\'') {
            quote = line[i];
        }
    }
    return quote != '\0';
}

static size_t common_length(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] != '\0' && a[n] == b[n]) {
        n++;
    }
    return n;
}

// The keys of the table on top as readline wants them.
static char **make_list(lua_State *L)
{
    size_t count = 0;
    char **list = NULL;
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        char **grown = realloc(list, (count + 3) * sizeof *list);
        char *name = strdup(lua_tostring(L, -2));
        if (grown == NULL || name == NULL) {
            free(name);
            lua_pop(L, 2);
            break;
        }
        list = grown;
        list[0] = count == 0 ? strdup(name) : list[0];
        if (list[0] != NULL) {
            list[0][common_length(list[0], name)] = '\0';
        }
        list[++count] = name;
        list[count + 1] = NULL;
    }
    return list;
}

char **complete_line(const char *text, int start, int end)
{
    lua_State *L = state;
    bool in_string = is_in_string(line_input_text(), start);
    (void)end;
    line_input_allow_files(in_string);
    if (in_string || !lua_checkstack(L, LUA_MINSTACK)) {
        return NULL;
    }
    int top = lua_gettop(L);
    lua_newtable(L);
    lua_pushcfunction(L, find_matches);
    lua_pushlightuserdata(L, (void *)(size_t)text);
    lua_pushvalue(L, top + 1);
    char **list = lua_pcall(L, 2, 0, 0) == LUA_OK ? make_list(L) : NULL;
    lua_settop(L, top);
    return list;
}
