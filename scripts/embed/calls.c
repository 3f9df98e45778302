// SPDX-License-Identifier: MIT
// calls.c: calling Lua from C and C from Lua.
//
// Shown here: a call with a message handler and a traceback, a general caller with a signature
// ("dd>d"), C functions with checked and optional arguments and several results, upvalues, and
// references, with which C keeps Lua functions until it needs them.

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"

// ---- C from Lua

// split(text [, separator]): the pieces of a text, as many results.
static int split(lua_State *L)
{
    const char *text = luaL_checkstring(L, 1);
    const char *separator = luaL_optstring(L, 2, ",");
    luaL_argcheck(L, *separator != '\0', 2, "separator is empty");
    int count = 0;
    const char *end;
    while ((end = strstr(text, separator)) != NULL) {
        luaL_checkstack(L, 2, "too many pieces");
        lua_pushlstring(L, text, (size_t)(end - text));
        text = end + strlen(separator);
        count++;
    }
    lua_pushstring(L, text);
    return count + 1;
}

// map(table, f): a new list of the results of f.
static int map(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_Integer length = luaL_len(L, 1);
    lua_createtable(L, (int)length, 0);
    for (lua_Integer i = 1; i <= length; i++) {
        lua_pushvalue(L, 2);
        lua_geti(L, 1, i);
        lua_call(L, 1, 1);
        lua_seti(L, 3, i);
    }
    return 1;
}

// The function new_counter returns: upvalue 1 is the count, upvalue 2 the step.
static int count_up(lua_State *L)
{
    lua_Integer value =
        lua_tointeger(L, lua_upvalueindex(1)) + lua_tointeger(L, lua_upvalueindex(2));
    lua_pushinteger(L, value);
    lua_copy(L, -1, lua_upvalueindex(1));
    return 1;
}

// new_counter([step]): every counter is a C closure with upvalues of its own.
static int new_counter(lua_State *L)
{
    lua_Integer step = luaL_optinteger(L, 1, 1);
    lua_pushinteger(L, 0);
    lua_pushinteger(L, step);
    lua_pushcclosure(L, count_up, 2);
    return 1;
}

// ---- References: events of the host, and the Lua functions that wait for them

enum { HANDLER_LIMIT = 4 };
static int handlers[HANDLER_LIMIT]; // references into the registry
static int handler_count;

// on_event(f): keeps f for later.
static int on_event(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TFUNCTION);
    if (handler_count == HANDLER_LIMIT) {
        return luaL_error(L, "no more than %d handlers", HANDLER_LIMIT);
    }
    lua_settop(L, 1);
    handlers[handler_count++] = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

static void fire_event(lua_State *L, const char *event)
{
    for (int i = 0; i < handler_count; i++) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, handlers[i]);
        lua_pushstring(L, event);
        if (lua_pcall(L, 1, 0, 0) != LUA_OK) {
            printf("handler %d failed: %s\n", i + 1, lua_tostring(L, -1));
            lua_pop(L, 1);
        }
    }
}

static void forget_handlers(lua_State *L)
{
    while (handler_count > 0) {
        luaL_unref(L, LUA_REGISTRYINDEX, handlers[--handler_count]);
    }
}

// ---- Lua from C

static int push_arguments(lua_State *L, const char **signature, va_list arguments)
{
    int count = 0;
    for (; **signature != '\0' && **signature != '>'; ++*signature, count++) {
        switch (**signature) {
        case 'd':
            lua_pushnumber(L, va_arg(arguments, double));
            break;
        case 'i':
            lua_pushinteger(L, va_arg(arguments, int));
            break;
        default:
            lua_pushstring(L, va_arg(arguments, const char *));
            break;
        }
    }
    *signature += **signature == '>';
    return count;
}

static void read_results(lua_State *L, const char *signature, va_list arguments)
{
    for (int index = -(int)strlen(signature); *signature != '\0'; signature++, index++) {
        switch (*signature) {
        case 'd':
            *va_arg(arguments, double *) = lua_tonumber(L, index);
            break;
        case 'i':
            *va_arg(arguments, int *) = (int)lua_tointeger(L, index);
            break;
        default:
            *va_arg(arguments, const char **) = lua_tostring(L, index);
            break;
        }
    }
}

static int add_traceback(lua_State *L)
{
    luaL_traceback(L, L, luaL_tolstring(L, 1, NULL), 1);
    return 1;
}

// Calls the global [name]. The signature has a letter for each argument and, after '>', for each
// result, which is stored at the address given: d double, i int, s string. Results stay on the
// stack, for the strings among them; the caller sets the top back. False after an error.
static int call_global(lua_State *L, const char *name, const char *signature, ...)
{
    va_list arguments;
    va_start(arguments, signature);
    lua_pushcfunction(L, add_traceback);
    int handler = lua_gettop(L);
    lua_getglobal(L, name);
    int argument_count = push_arguments(L, &signature, arguments);
    int status = lua_pcall(L, argument_count, (int)strlen(signature), handler);
    if (status == LUA_OK) {
        read_results(L, signature, arguments);
    } else {
        printf("%s failed: %s\n", name, lua_tostring(L, -1));
    }
    va_end(arguments);
    return status == LUA_OK;
}

static const char script[] = //
    "function hypotenuse(a, b) return (a * a + b * b) ^ 0.5 end\n"
    "function describe(name, age) return name .. ' is ' .. age, #name end\n"
    "function careless(depth)\n"
    "  if depth == 0 then return nothing.field end\n"
    "  local result = careless(depth - 1)\n"
    "  return result\n"
    "end\n"
    "print(split('one,two,three'))\n"
    "print(split('a--b--', '--'))\n"
    "print(pcall(split, {}))\n"
    "print(pcall(split, 'x', ''))\n"
    "print(table.concat(map({ 1, 2, 3 }, function(x) return x * 10 end), ' '))\n"
    "print(pcall(map, { 1, 'x' }, function(x) return x + 1 end))\n"
    "local one, ten = new_counter(), new_counter(10)\n"
    "print(one(), ten(), one(), ten(), one())\n"
    "on_event(function(name) print('first handler: ' .. name) end)\n"
    "on_event(function(name) error('second handler dislikes ' .. name, 0) end)\n"
    "local seen = 0\n"
    "on_event(function() seen = seen + 1; print('third handler, time ' .. seen) end)\n";

int main(void)
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    lua_register(L, "split", split);
    lua_register(L, "map", map);
    lua_register(L, "new_counter", new_counter);
    lua_register(L, "on_event", on_event);
    if (luaL_loadbuffer(L, script, strlen(script), "=script") != LUA_OK ||
        lua_pcall(L, 0, 0, 0) != LUA_OK) {
        printf("error: %s\n", lua_tostring(L, -1));
        return EXIT_FAILURE;
    }
    fflush(stdout);
    double length;
    const char *text;
    int size;
    if (call_global(L, "hypotenuse", "dd>d", 3.0, 4.0, &length)) {
        printf("hypotenuse: %g\n", length);
    }
    if (call_global(L, "describe", "si>si", "Methuselah", 969, &text, &size)) {
        printf("describe: %s, %d\n", text, size);
    }
    lua_settop(L, 0);
    call_global(L, "careless", "i>", 2);
    call_global(L, "missing", ">");
    lua_settop(L, 0);
    fire_event(L, "sunrise");
    fire_event(L, "sunset");
    forget_handlers(L);
    lua_close(L);
    return EXIT_SUCCESS;
}
