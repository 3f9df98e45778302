// SPDX-License-Identifier: MIT
// help.c: see help.h. The object is a table whose __tostring is the text.

#include "src/cli/help.h"

#include "lauxlib.h"

static const char help_text[] =
    "Type statements, or expressions to see their values; an open block goes on in the next line.\n"
    "  _, _1, _2 ...   the last value or error; the values of the last entry\n"
    "  f(x);           a semicolon at the end keeps quiet\n"
    "  x = 1           globals stay; locals end with their entry\n"
    "  Tab             completes names, fields, methods; file names in strings\n"
    "  Up, Ctrl-R      earlier entries, whole blocks at a time; searches them\n"
    "  Ctrl-C          gives up the line, or stops what runs\n"
    "  Ctrl-D          leaves\n"
    "~/.neaprc.lua is run first; NEAP_HISTORY names the history file; NO_COLOR is heeded.";

static int show_help(lua_State *L)
{
    lua_pushstring(L, help_text);
    return 1;
}

void help_begin(lua_State *L)
{
    lua_pushglobaltable(L);
    lua_pushliteral(L, "help");
    lua_newtable(L);
    lua_newtable(L);
    lua_pushcfunction(L, show_help);
    lua_setfield(L, -2, "__tostring");
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -2);
    if (lua_rawget(L, -4) == LUA_TNIL) {
        lua_pop(L, 1);
        lua_rawset(L, -3);
    }
    lua_settop(L, 0);
}
