// SPDX-License-Identifier: MIT
// aux_args.c: the auxiliary library: arguments of C functions, checked and converted.
//
// The common cases (the argument has just the type asked for) look at the slot and call nothing.
// Everything else goes through the conversions of the API, and then to the messages, which name the
// function as its caller does.

#include <string.h>

#include "src/api/aux_shared.h"
#include "vm/exec/message.h"
#include "vm/heap/table.h"

// ---- messages

// Key of the string field of [table] whose value is [function], or NULL.
static const String *find_key(const Table *table, const Value *function)
{
    Value key;
    Value value;
    for (uint32_t at = table_next_at(table, 0, &key, &value); at != 0;
         at = table_next_at(table, at, &key, &value)) {
        if (value_is_string(&key) && exec_raw_equal(&value, function)) {
            return value_string(&key);
        }
    }
    return NULL;
}

// Finds [function] among the loaded modules (*module NULL) and their fields.
static const String *find_in_modules(const Table *loaded, const Value *function,
                                     const String **module)
{
    Value key;
    Value value;
    *module = NULL;
    for (uint32_t at = table_next_at(loaded, 0, &key, &value); at != 0;
         at = table_next_at(loaded, at, &key, &value)) {
        if (!value_is_string(&key)) {
            continue;
        }
        if (exec_raw_equal(&value, function)) {
            return value_string(&key);
        }
        const String *field =
            value_is_table(&value) ? find_key(value_table(&value), function) : NULL;
        if (field != NULL) {
            *module = value_string(&key);
            return field;
        }
    }
    return NULL;
}

const char *aux_push_global_name(lua_State *L, lua_Debug *ar)
{
    lua_getinfo(L, "f", ar);
    Value loaded = aux_raw_field(L, value_table(&L->runtime->registry), LUA_LOADED_TABLE);
    const String *module = NULL;
    const String *name =
        loaded.tag == TAG_TABLE ? find_in_modules(value_table(&loaded), L->top - 1, &module) : NULL;
    L->top--;
    if (name == NULL) {
        return NULL;
    }
    if (module == NULL || strcmp(module->bytes, LUA_GNAME) == 0) {
        return lua_pushlstring(L, name->bytes, name->length);
    }
    return lua_pushfstring(L, "%s.%s", module->bytes, name->bytes);
}

LUALIB_API int luaL_argerror(lua_State *L, int arg, const char *extramsg)
{
    lua_Debug ar;
    if (!lua_getstack(L, 0, &ar)) { // no function is running: the host itself
        return luaL_error(L, "bad argument #%d (%s)", arg, extramsg);
    }
    lua_getinfo(L, "n", &ar);
    if (strcmp(ar.namewhat, "method") == 0) {
        arg--; // the object in front of the ':' is not counted
        if (arg == 0) {
            return luaL_error(L, "calling '%s' on bad self (%s)", ar.name, extramsg);
        }
    }
    if (ar.name == NULL) {
        ar.name = aux_push_global_name(L, &ar);
    }
    return luaL_error(L, "bad argument #%d to '%s' (%s)", arg, ar.name != NULL ? ar.name : "?",
                      extramsg);
}

LUALIB_API int luaL_typeerror(lua_State *L, int arg, const char *tname)
{
    const char *got;
    if (luaL_getmetafield(L, arg, "__name") == LUA_TSTRING) {
        got = lua_tostring(L, -1);
    } else if (lua_type(L, arg) == LUA_TLIGHTUSERDATA) {
        got = "light userdata";
    } else {
        got = luaL_typename(L, arg);
    }
    return luaL_argerror(L, arg, lua_pushfstring(L, "%s expected, got %s", tname, got));
}

static int wrong_type(lua_State *L, int arg, int type)
{
    return luaL_typeerror(L, arg, lua_typename(L, type));
}

// ---- types

LUALIB_API void luaL_checktype(lua_State *L, int arg, int t)
{
    if (UNLIKELY(lua_type(L, arg) != t)) {
        wrong_type(L, arg, t);
    }
}

LUALIB_API void luaL_checkany(lua_State *L, int arg)
{
    if (UNLIKELY(lua_type(L, arg) == LUA_TNONE)) {
        luaL_argerror(L, arg, "value expected");
    }
}

static bool is_none_or_nil(lua_State *L, int arg)
{
    return value_is_nil(api_slot(L, arg)); // the shared empty value is nil, too
}

// ---- strings

LUALIB_API const char *luaL_checklstring(lua_State *L, int arg, size_t *l)
{
    const Value *v = api_slot(L, arg);
    if (LIKELY(value_is_string(v))) {
        if (l != NULL) {
            *l = value_string(v)->length;
        }
        return value_string(v)->bytes;
    }
    const char *text = lua_tolstring(L, arg, l);
    if (UNLIKELY(text == NULL)) {
        wrong_type(L, arg, LUA_TSTRING);
    }
    return text;
}

LUALIB_API const char *luaL_optlstring(lua_State *L, int arg, const char *def, size_t *l)
{
    if (!is_none_or_nil(L, arg)) {
        return luaL_checklstring(L, arg, l);
    }
    if (l != NULL) {
        *l = def != NULL ? strlen(def) : 0;
    }
    return def;
}

LUALIB_API int luaL_checkoption(lua_State *L, int arg, const char *def, const char *const lst[])
{
    const char *name = def != NULL ? luaL_optstring(L, arg, def) : luaL_checkstring(L, arg);
    for (int i = 0; lst[i] != NULL; i++) {
        if (strcmp(lst[i], name) == 0) {
            return i;
        }
    }
    return luaL_argerror(L, arg, lua_pushfstring(L, "invalid option '%s'", name));
}

// ---- numbers

LUALIB_API lua_Number luaL_checknumber(lua_State *L, int arg)
{
    const Value *v = api_slot(L, arg);
    if (LIKELY(v->tag == TAG_FLOAT)) {
        return v->as.number;
    }
    if (LIKELY(v->tag == TAG_INTEGER)) {
        return (lua_Number)v->as.integer;
    }
    int is_number;
    lua_Number n = lua_tonumberx(L, arg, &is_number);
    if (UNLIKELY(!is_number)) {
        wrong_type(L, arg, LUA_TNUMBER);
    }
    return n;
}

LUALIB_API lua_Number luaL_optnumber(lua_State *L, int arg, lua_Number def)
{
    return is_none_or_nil(L, arg) ? def : luaL_checknumber(L, arg);
}

LUALIB_API lua_Integer luaL_checkinteger(lua_State *L, int arg)
{
    const Value *v = api_slot(L, arg);
    if (LIKELY(v->tag == TAG_INTEGER)) {
        return v->as.integer;
    }
    int is_integer;
    lua_Integer n = lua_tointegerx(L, arg, &is_integer);
    if (UNLIKELY(!is_integer)) {
        if (lua_isnumber(L, arg)) {
            luaL_argerror(L, arg, "number has no integer representation");
        } else {
            wrong_type(L, arg, LUA_TNUMBER);
        }
    }
    return n;
}

LUALIB_API lua_Integer luaL_optinteger(lua_State *L, int arg, lua_Integer def)
{
    return is_none_or_nil(L, arg) ? def : luaL_checkinteger(L, arg);
}

// ---- the rest

LUALIB_API void luaL_checkstack(lua_State *L, int sz, const char *msg)
{
    if (UNLIKELY(!lua_checkstack(L, sz))) {
        if (msg != NULL) {
            luaL_error(L, "stack overflow (%s)", msg);
        } else {
            luaL_error(L, "stack overflow");
        }
    }
}

LUALIB_API void luaL_checkversion_(lua_State *L, lua_Number ver, size_t sz)
{
    if (sz != LUAL_NUMSIZES) {
        luaL_error(L, "core and library have incompatible numeric types");
    } else if (ver != lua_version(L)) {
        luaL_error(L, "version mismatch: app. needs %f, Lua core provides %f", (LUAI_UACNUMBER)ver,
                   (LUAI_UACNUMBER)lua_version(L));
    }
}
