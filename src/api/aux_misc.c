// SPDX-License-Identifier: MIT
// aux_misc.c: the auxiliary library: metatables by name, metamethods, references, libraries, texts
// of values.

#include <string.h>

#include "src/api/aux_shared.h"
#include "vm/exec/message.h"
#include "vm/heap/str.h"
#include "vm/heap/table.h"

Value aux_raw_field(lua_State *L, const Table *table, const char *name)
{
    return table_get_string(table, str_new_z(L, name));
}

static Value registry_field(lua_State *L, const char *name)
{
    return aux_raw_field(L, value_table(&L->runtime->registry), name);
}

// ---- userdata with named metatables

LUALIB_API int luaL_newmetatable(lua_State *L, const char *tname)
{
    if (luaL_getmetatable(L, tname) != LUA_TNIL) {
        return 0; // the name is in use
    }
    lua_pop(L, 1);
    lua_createtable(L, 0, 4);
    lua_pushstring(L, tname);
    lua_setfield(L, -2, "__name");
    lua_pushvalue(L, -1);
    lua_setfield(L, LUA_REGISTRYINDEX, tname);
    return 1;
}

LUALIB_API void luaL_setmetatable(lua_State *L, const char *tname)
{
    luaL_getmetatable(L, tname);
    lua_setmetatable(L, -2);
}

LUALIB_API void *luaL_testudata(lua_State *L, int ud, const char *tname)
{
    const Value *v = api_slot(L, ud);
    if (v->tag != TAG_USERDATA && v->tag != TAG_LIGHT_USERDATA) {
        return NULL;
    }
    const Table *metatable = meta_table_of(L->runtime, v);
    if (metatable == NULL) {
        return NULL;
    }
    Value wanted = registry_field(L, tname);
    bool same = wanted.tag == TAG_TABLE && value_table(&wanted) == metatable;
    return same ? lua_touserdata(L, ud) : NULL;
}

LUALIB_API void *luaL_checkudata(lua_State *L, int ud, const char *tname)
{
    void *block = luaL_testudata(L, ud, tname);
    luaL_argexpected(L, block != NULL, ud, tname);
    return block;
}

LUALIB_API int luaL_getmetafield(lua_State *L, int obj, const char *e)
{
    api_reserve(L);
    const Table *metatable = meta_table_of(L->runtime, api_slot(L, obj));
    if (metatable == NULL) {
        return LUA_TNIL;
    }
    Value v = aux_raw_field(L, metatable, e);
    if (!value_is_nil(&v)) {
        api_push(L, &v);
    }
    return message_type_of(&v);
}

LUALIB_API int luaL_callmeta(lua_State *L, int obj, const char *e)
{
    obj = lua_absindex(L, obj);
    if (luaL_getmetafield(L, obj, e) == LUA_TNIL) {
        return 0;
    }
    lua_pushvalue(L, obj);
    lua_call(L, 1, 1);
    return 1;
}

// ---- values

LUALIB_API const char *luaL_tolstring(lua_State *L, int idx, size_t *len)
{
    if (luaL_callmeta(L, idx, "__tostring")) {
        if (!lua_isstring(L, -1)) {
            luaL_error(L, "'__tostring' must return a string");
        }
        return lua_tolstring(L, -1, len);
    }
    lua_pushvalue(L, idx);
    if (!lua_isstring(L, -1)) {
        message_replace_by_text(L);
    }
    return lua_tolstring(L, -1, len);
}

LUALIB_API lua_Integer luaL_len(lua_State *L, int idx)
{
    int is_integer;
    lua_len(L, idx);
    lua_Integer length = lua_tointegerx(L, -1, &is_integer);
    if (!is_integer) {
        luaL_error(L, "object length is not an integer");
    }
    lua_pop(L, 1);
    return length;
}

// ---- references
//
// References are keys 1, 2, ... Slot REF_FREE holds the reference given back last, or 0; each
// reference given back holds the one given back before it. (The same slot as in other
// implementations of 5.4: tables of references are shared with modules that look into them.)

#define REF_FREE (LUA_RIDX_LAST + 1)

// The reference to be used next, taken off the list; 0 if none was given back.
static int take_free_reference(lua_State *L, int t)
{
    if (lua_rawgeti(L, t, REF_FREE) == LUA_TNIL) { // first use of this table
        lua_pop(L, 1);
        lua_pushinteger(L, 0);
        lua_rawseti(L, t, REF_FREE);
        return 0;
    }
    int ref = (int)lua_tointeger(L, -1);
    lua_pop(L, 1);
    if (ref != 0) {
        lua_rawgeti(L, t, ref);
        lua_rawseti(L, t, REF_FREE);
    }
    return ref;
}

LUALIB_API int luaL_ref(lua_State *L, int t)
{
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        return LUA_REFNIL;
    }
    t = lua_absindex(L, t);
    int ref = take_free_reference(L, t);
    if (ref == 0) {
        ref = (int)lua_rawlen(L, t) + 1;
    }
    lua_rawseti(L, t, ref);
    return ref;
}

LUALIB_API void luaL_unref(lua_State *L, int t, int ref)
{
    if (ref < 0) {
        return;
    }
    t = lua_absindex(L, t);
    lua_rawgeti(L, t, REF_FREE);
    lua_rawseti(L, t, ref);
    lua_pushinteger(L, ref);
    lua_rawseti(L, t, REF_FREE);
}

// ---- libraries

LUALIB_API void luaL_setfuncs(lua_State *L, const luaL_Reg *l, int nup)
{
    luaL_checkstack(L, nup, "too many upvalues");
    for (; l->name != NULL; l++) {
        if (l->func == NULL) {
            lua_pushboolean(L, 0);
        } else {
            for (int i = 0; i < nup; i++) {
                lua_pushvalue(L, -nup);
            }
            lua_pushcclosure(L, l->func, nup);
        }
        lua_setfield(L, -(nup + 2), l->name);
    }
    lua_pop(L, nup);
}

LUALIB_API int luaL_getsubtable(lua_State *L, int idx, const char *fname)
{
    if (lua_getfield(L, idx, fname) == LUA_TTABLE) {
        return 1;
    }
    lua_pop(L, 1);
    idx = lua_absindex(L, idx);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, idx, fname);
    return 0;
}

LUALIB_API void luaL_requiref(lua_State *L, const char *modname, lua_CFunction openf, int glb)
{
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    lua_getfield(L, -1, modname);
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        lua_pushcfunction(L, openf);
        lua_pushstring(L, modname);
        lua_call(L, 1, 1);
        lua_pushvalue(L, -1);
        lua_setfield(L, -3, modname);
    }
    lua_remove(L, -2); // the table of loaded modules
    if (glb) {
        lua_pushvalue(L, -1);
        lua_setglobal(L, modname);
    }
}
