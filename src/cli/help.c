// SPDX-License-Identifier: MIT
// help.c: see help.h. The object is a table: its __tostring says what can be typed, a call prints
// what a name, a library or a function is.

#include "src/cli/help.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "lauxlib.h"
#include "src/cli/help_text.h"
#include "src/cli/names.h"
#include "src/cli/pretty.h"
#include "src/cli/suggest.h"

#define NAME_MAX_BYTES 64
#define SIGNATURE_COLUMNS 38

enum Fit { FIT_NAME, FIT_LIBRARY, FIT_PART };

// True if the function [name], which begins with [prefix_length] bytes of a library's, is wanted.
static bool fits(enum Fit fit, const char *name, size_t prefix_length, const char *wanted)
{
    switch (fit) {
    case FIT_NAME:
        return strcmp(name, wanted) == 0;
    case FIT_LIBRARY:
        return prefix_length == 0 ? strcmp(wanted, LUA_GNAME) == 0
                                  : prefix_length == strlen(wanted) + 1 &&
                                        strncmp(name, wanted, prefix_length - 1) == 0;
    default:
        return strstr(name, wanted) != NULL;
    }
}

// Prints the lines that fit; returns how many. All names are tried for [similar].
static int print_lines(enum Fit fit, const char *wanted, Suggestion *similar)
{
    char name[NAME_MAX_BYTES] = "";
    char signature[2 * NAME_MAX_BYTES];
    int prefix = 0;
    int count = 0;
    for (const char *line = help_functions; *line != '\0'; line = strchr(line, '\n') + 1) {
        int length = (int)strcspn(line, "(\n");
        if (*line == '=') {
            prefix = length - 1;
            memcpy(name, line + 1, (size_t)prefix);
            continue;
        }
        snprintf(name + prefix, sizeof name - (size_t)prefix, "%.*s", length, line);
        suggest_try(similar, name);
        if (fits(fit, name, (size_t)prefix, wanted)) {
            const char *meaning = strchr(line, '\t') + 1;
            snprintf(signature, sizeof signature, "%s%.*s", name,
                     (int)(meaning - line) - length - 1, line + length);
            printf("%-*s  %.*s\n", SIGNATURE_COLUMNS, signature, (int)strcspn(meaning, "\n"),
                   meaning);
            count++;
        }
    }
    return count;
}

// help(), help "name", help(value)
static int call_help(lua_State *L)
{
    if (lua_isnoneornil(L, 2)) {
        puts(help_keys);
        return 0;
    }
    bool is_named = lua_type(L, 2) == LUA_TSTRING || names_push_library_name(L, 2);
    const char *wanted = is_named ? lua_tostring(L, -1) : pretty_value(L, 2, false);
    Suggestion similar;
    suggest_begin(&similar, wanted);
    for (enum Fit fit = FIT_NAME; is_named && fit <= FIT_PART; fit++) {
        if (print_lines(fit, wanted, &similar) > 0) {
            return 0;
        }
    }
    printf("no help for %s", wanted);
    printf(*similar.best != '\0' ? ": did you mean '%s'?\n" : "\n", similar.best);
    return 0;
}

static int push_keys(lua_State *L)
{
    lua_pushstring(L, help_keys);
    return 1;
}

void help_begin(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"__tostring", push_keys}, {"__call", call_help}, {NULL, NULL}};
    lua_pushglobaltable(L);
    lua_pushliteral(L, "help");
    lua_newtable(L);
    luaL_newlib(L, methods);
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -2);
    if (lua_rawget(L, -4) == LUA_TNIL) {
        lua_pop(L, 1);
        lua_rawset(L, -3);
    }
    lua_settop(L, 0);
}
