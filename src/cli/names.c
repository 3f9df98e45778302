// SPDX-License-Identifier: MIT
// names.c: see names.h. Without <ctype.h>, whose letters depend on the locale.

#include "src/cli/names.h"

#include <stdio.h>
#include <string.h>

#include "lauxlib.h"

#define KEYWORD_MAX 8 // letters

const char names_keywords[] = " and break do else elseif end false for function goto if in local "
                              "nil not or repeat return then true until while ";

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool names_is_name(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (!is_letter(text[i]) && (i == 0 || text[i] < '0' || text[i] > '9')) {
            return false;
        }
    }
    char word[KEYWORD_MAX + 3];
    snprintf(word, sizeof word, " %.*s ", (int)(length <= KEYWORD_MAX ? length : 0), text);
    return length > KEYWORD_MAX || (length > 0 && strstr(names_keywords, word) == NULL);
}

// True if the key and value on top are a name and what is at [index]. The prompt's own _1 is none.
static bool is_key_of(lua_State *L, int index)
{
    return lua_type(L, -2) == LUA_TSTRING && lua_tostring(L, -2)[0] != '_' &&
           lua_rawequal(L, -1, index);
}

// Pushes "library.name" if the function at [index] is in the module on top, whose name is below.
static bool push_name_in_module(lua_State *L, int index)
{
    if (!lua_isfunction(L, index)) {
        return false;
    }
    int module = lua_gettop(L);
    const char *library = lua_tostring(L, module - 1);
    bool is_global = strcmp(library, LUA_GNAME) == 0;
    for (lua_pushnil(L); lua_next(L, module); lua_pop(L, 1)) {
        if (is_key_of(L, index)) {
            lua_pushfstring(L, "%s%s%s", is_global ? "" : library, is_global ? "" : ".",
                            lua_tostring(L, -2));
            return true;
        }
    }
    return false;
}

bool names_push_library_name(lua_State *L, int index)
{
    int top = lua_gettop(L);
    luaL_checkstack(L, LUA_MINSTACK, NULL);
    lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    // The globals last: there may be other names for a library's functions among them.
    for (int in_globals = 0; lua_istable(L, top + 1) && in_globals <= 1; in_globals++) {
        for (lua_pushnil(L); lua_next(L, top + 1); lua_settop(L, top + 2)) {
            const char *module = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : NULL;
            if (module == NULL || (strcmp(module, LUA_GNAME) == 0) != in_globals) {
                continue;
            }
            bool is_module = is_key_of(L, index);
            if (is_module || (lua_istable(L, -1) && push_name_in_module(L, index))) {
                lua_pushvalue(L, is_module ? top + 2 : -1);
                lua_replace(L, top + 1);
                lua_settop(L, top + 1);
                return true;
            }
        }
    }
    lua_settop(L, top);
    return false;
}
