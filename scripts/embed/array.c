// SPDX-License-Identifier: MIT
// array.c: a new type for Lua: arrays of doubles in C memory.
//
// A full userdata holds the size and a pointer to a block that C owns. Its metatable gives it
// methods, indexing with [], the length operator, equality, a text and a finalizer that frees
// the block. luaL_checkudata recognises it, so that no script can pass something else.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"

static const char *const array_type = "demo.array";

typedef struct Array {
    size_t size;    // number of elements
    double *values; // owned; NULL if size is 0
} Array;

static size_t blocks_in_use; // so that the demonstration can show that all are freed

static Array *check_array(lua_State *L, int index)
{
    return luaL_checkudata(L, index, array_type);
}

// Pushes an array of [size] zeros.
static Array *push_array(lua_State *L, size_t size)
{
    Array *array = lua_newuserdatauv(L, sizeof(Array), 0);
    array->size = 0; // the finalizer must find something sensible if the next step fails
    array->values = NULL;
    luaL_setmetatable(L, array_type);
    if (size > 0) {
        array->values = calloc(size, sizeof(double));
        if (array->values == NULL) {
            luaL_error(L, "no memory for %d elements", (int)size);
        }
        array->size = size;
        blocks_in_use++;
    }
    return array;
}

// The element that argument 2 names.
static double *check_element(lua_State *L)
{
    Array *array = check_array(L, 1);
    lua_Integer index = luaL_checkinteger(L, 2);
    luaL_argcheck(L, index >= 1 && (lua_Unsigned)index <= array->size, 2, "index out of range");
    return &array->values[index - 1];
}

// array.new(size) or array.new{values...}
static int array_new(lua_State *L)
{
    if (lua_istable(L, 1)) {
        lua_Integer length = luaL_len(L, 1);
        Array *array = push_array(L, (size_t)length);
        for (lua_Integer i = 1; i <= length; i++) {
            lua_geti(L, 1, i);
            int is_number;
            array->values[i - 1] = lua_tonumberx(L, -1, &is_number);
            if (!is_number) {
                return luaL_error(L, "element %d is a %s value", (int)i, luaL_typename(L, -1));
            }
            lua_pop(L, 1);
        }
        return 1;
    }
    lua_Integer size = luaL_checkinteger(L, 1);
    luaL_argcheck(L, size >= 0 && size <= 1000000, 1, "size out of range");
    push_array(L, (size_t)size);
    return 1;
}

// a[i] and a.method: numbers are elements, all else is looked up among the methods.
static int array_index(lua_State *L)
{
    if (lua_type(L, 2) == LUA_TNUMBER) {
        lua_pushnumber(L, *check_element(L));
    } else {
        lua_getmetatable(L, 1);
        lua_getfield(L, -1, "methods");
        lua_pushvalue(L, 2);
        lua_gettable(L, -2);
    }
    return 1;
}

static int array_newindex(lua_State *L)
{
    *check_element(L) = luaL_checknumber(L, 3);
    return 0;
}

static int array_length(lua_State *L)
{
    lua_pushinteger(L, (lua_Integer)check_array(L, 1)->size);
    return 1;
}

static int array_equal(lua_State *L)
{
    Array *a = check_array(L, 1);
    Array *b = check_array(L, 2);
    int equal = a->size == b->size;
    for (size_t i = 0; equal && i < a->size; i++) {
        equal = a->values[i] == b->values[i];
    }
    lua_pushboolean(L, equal);
    return 1;
}

static int array_text(lua_State *L)
{
    Array *array = check_array(L, 1);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    luaL_addchar(&buffer, '[');
    for (size_t i = 0; i < array->size; i++) {
        char number[32];
        snprintf(number, sizeof(number), i == 0 ? "%g" : ", %g", array->values[i]);
        luaL_addstring(&buffer, number);
    }
    luaL_addchar(&buffer, ']');
    luaL_pushresult(&buffer);
    return 1;
}

// Also __close; a second call finds nothing left to do.
static int array_free(lua_State *L)
{
    Array *array = check_array(L, 1);
    if (array->values != NULL) {
        free(array->values);
        array->values = NULL;
        array->size = 0;
        blocks_in_use--;
    }
    return 0;
}

// a:sum()
static int array_sum(lua_State *L)
{
    Array *array = check_array(L, 1);
    double sum = 0;
    for (size_t i = 0; i < array->size; i++) {
        sum += array->values[i];
    }
    lua_pushnumber(L, sum);
    return 1;
}

// a:apply(f) replaces every element x by f(x). The block is looked up anew after each call, for
// f might close the array.
static int array_apply(lua_State *L)
{
    Array *array = check_array(L, 1);
    luaL_checktype(L, 2, LUA_TFUNCTION);
    for (size_t i = 0; i < array->size; i++) {
        lua_pushvalue(L, 2);
        lua_pushnumber(L, array->values[i]);
        lua_call(L, 1, 1);
        if (i < array->size) {
            array->values[i] = luaL_checknumber(L, -1);
        }
        lua_pop(L, 1);
    }
    lua_settop(L, 1);
    return 1;
}

static int open_array(lua_State *L)
{
    static const luaL_Reg metamethods[] = {
        {"__index", array_index},   {"__newindex", array_newindex},
        {"__len", array_length},    {"__eq", array_equal},
        {"__tostring", array_text}, {"__gc", array_free},
        {"__close", array_free},    {NULL, NULL},
    };
    static const luaL_Reg methods[] = {{"sum", array_sum}, {"apply", array_apply}, {NULL, NULL}};
    static const luaL_Reg functions[] = {{"new", array_new}, {NULL, NULL}};
    luaL_newmetatable(L, array_type);
    luaL_setfuncs(L, metamethods, 0);
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "methods");
    luaL_newlib(L, functions);
    return 1;
}

static const char script[] = //
    "local array = require 'array'\n"
    "local a = array.new(4)\n"
    "for i = 1, #a do a[i] = i / 2 end\n"
    "print(a, #a, a[3], a:sum())\n"
    "print(a:apply(function(x) return x * x end))\n"
    "print(a == array.new { 0.25, 1, 2.25, 4 }, a == array.new(4), array.new(0))\n"
    "print(pcall(function() return a[5] end))\n"
    "print(pcall(function() a[1] = 'one' end))\n"
    "print(pcall(a.sum, io.stdout))\n"
    "print(pcall(a.sum, {}))\n"
    "print(pcall(array.new, -1))\n"
    "print(pcall(array.new, { 1, 2, 'x' }))\n"
    "do\n"
    "  local short_lived <close> = array.new(1000)\n"
    "end\n"
    "for i = 1, 200 do array.new(100) end\n"
    "local b = array.new { 1, 2, 3 }\n"
    "b:apply(function(x) if x == 2 then getmetatable(b).__gc(b) end return x end)\n"
    "print(b, a.unknown)\n";

int main(void)
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    luaL_requiref(L, "array", open_array, 0);
    lua_pop(L, 1);
    if (luaL_loadbuffer(L, script, strlen(script), "=script") != LUA_OK ||
        lua_pcall(L, 0, 0, 0) != LUA_OK) {
        printf("error: %s\n", lua_tostring(L, -1));
    }
    lua_close(L);
    printf("blocks in use after lua_close: %d\n", (int)blocks_in_use);
    return EXIT_SUCCESS;
}
