// SPDX-License-Identifier: MIT
// api_access.c: the C API: access to tables, userdata and metatables, and the operators.
//
// Reads and writes try the raw table first, without a call; everything else is exec_get and
// exec_set, which know metamethods.

#include <string.h>

#include "src/api/api.h"
#include "vm/exec/message.h"
#include "vm/heap/closure.h"
#include "vm/heap/str.h"
#include "vm/heap/table.h"

// ---- reading

// Pushes what a table holds, and says its type. Room was reserved before.
static int push_result(lua_State *L, const Value *v)
{
    value_copy(L->top, v);
    L->top++;
    return message_type_of(v);
}

// object[name] to the top; the object must be reachable.
static int get_named(lua_State *L, const Value *object, const char *name)
{
    Value holder;
    value_copy(&holder, object);
    api_reserve(L);
    String *key = str_new_z(L, name);
    if (holder.tag == TAG_TABLE) {
        Value v = table_get_string(value_table(&holder), key);
        if (!value_is_nil(&v)) {
            return push_result(L, &v);
        }
    }
    api_push_object(L, key, key->header.type);
    Value v = exec_get(L, &holder, L->top - 1);
    value_copy(L->top - 1, &v);
    return message_type_of(&v);
}

static Value globals(lua_State *L)
{
    return table_get_int(value_table(&L->runtime->registry), LUA_RIDX_GLOBALS);
}

LUA_API int lua_getglobal(lua_State *L, const char *name)
{
    Value table = globals(L);
    return get_named(L, &table, name);
}

LUA_API int lua_getfield(lua_State *L, int idx, const char *k)
{
    return get_named(L, api_slot(L, idx), k);
}

LUA_API int lua_gettable(lua_State *L, int idx)
{
    API_CHECK_COUNT(L, 1);
    const Value *object = api_slot(L, idx);
    if (object->tag == TAG_TABLE) {
        Value v = table_get(value_table(object), L->top - 1);
        if (!value_is_nil(&v)) {
            value_copy(L->top - 1, &v);
            return message_type_of(&v);
        }
    }
    Value v = exec_get(L, object, L->top - 1);
    value_copy(L->top - 1, &v);
    return message_type_of(&v);
}

LUA_API int lua_geti(lua_State *L, int idx, lua_Integer n)
{
    api_reserve(L);
    const Value *object = api_slot(L, idx);
    if (object->tag == TAG_TABLE) {
        Value v = table_get_int(value_table(object), n);
        if (!value_is_nil(&v)) {
            return push_result(L, &v);
        }
    }
    Value holder;
    value_copy(&holder, object);
    value_set_integer(L->top, n);
    L->top++;
    Value v = exec_get(L, &holder, L->top - 1);
    value_copy(L->top - 1, &v);
    return message_type_of(&v);
}

static Table *table_at(lua_State *L, int idx)
{
    Value *v = api_slot(L, idx);
    API_CHECK(v->tag == TAG_TABLE, "the value is no table");
    return value_table(v);
}

LUA_API int lua_rawget(lua_State *L, int idx)
{
    API_CHECK_COUNT(L, 1);
    Value v = table_get(table_at(L, idx), L->top - 1);
    value_copy(L->top - 1, &v);
    return message_type_of(&v);
}

LUA_API int lua_rawgeti(lua_State *L, int idx, lua_Integer n)
{
    api_reserve(L);
    Value v = table_get_int(table_at(L, idx), n);
    return push_result(L, &v);
}

LUA_API int lua_rawgetp(lua_State *L, int idx, const void *p)
{
    api_reserve(L);
    Value key;
    value_set_light_userdata(&key, (void *)p);
    Value v = table_get(table_at(L, idx), &key);
    return push_result(L, &v);
}

LUA_API int lua_getmetatable(lua_State *L, int objindex)
{
    api_reserve(L);
    Table *metatable = meta_table_of(L->runtime, api_slot(L, objindex));
    if (metatable == NULL) {
        return 0;
    }
    api_push_object(L, metatable, TAG_TABLE);
    return 1;
}

LUA_API int lua_getiuservalue(lua_State *L, int idx, int n)
{
    api_reserve(L);
    const Value *v = api_slot(L, idx);
    API_CHECK(v->tag == TAG_USERDATA, "the value is no full userdata");
    const Userdata *userdata = value_userdata(v);
    if (n <= 0 || (uint32_t)n > userdata->header.extra) {
        value_set_nil(L->top);
        L->top++;
        return LUA_TNONE;
    }
    return push_result(L, &userdata->user_values[n - 1]);
}

// ---- writing

// object[name] = the value on top, which is popped.
static void set_named(lua_State *L, const Value *object, const char *name)
{
    API_CHECK_COUNT(L, 1);
    Value holder;
    value_copy(&holder, object);
    api_reserve(L);
    String *key = str_new_z(L, name);
    api_push_object(L, key, key->header.type);
    exec_set(L, &holder, L->top - 1, L->top - 2);
    L->top -= 2;
}

LUA_API void lua_setglobal(lua_State *L, const char *name)
{
    Value table = globals(L);
    set_named(L, &table, name);
}

LUA_API void lua_setfield(lua_State *L, int idx, const char *k)
{
    set_named(L, api_slot(L, idx), k);
}

LUA_API void lua_settable(lua_State *L, int idx)
{
    API_CHECK_COUNT(L, 2);
    exec_set(L, api_slot(L, idx), L->top - 2, L->top - 1);
    L->top -= 2;
}

LUA_API void lua_seti(lua_State *L, int idx, lua_Integer n)
{
    API_CHECK_COUNT(L, 1);
    Value holder;
    value_copy(&holder, api_slot(L, idx));
    api_reserve(L);
    value_set_integer(L->top, n);
    L->top++;
    exec_set(L, &holder, L->top - 1, L->top - 2);
    L->top -= 2;
}

LUA_API void lua_rawset(lua_State *L, int idx)
{
    API_CHECK_COUNT(L, 2);
    table_set(L, table_at(L, idx), L->top - 2, L->top - 1);
    L->top -= 2;
}

LUA_API void lua_rawseti(lua_State *L, int idx, lua_Integer n)
{
    API_CHECK_COUNT(L, 1);
    table_set_int(L, table_at(L, idx), n, L->top - 1);
    L->top--;
}

LUA_API void lua_rawsetp(lua_State *L, int idx, const void *p)
{
    API_CHECK_COUNT(L, 1);
    Value key;
    value_set_light_userdata(&key, (void *)p);
    table_set(L, table_at(L, idx), &key, L->top - 1);
    L->top--;
}

// Gives a table or userdata the metatable (or NULL) and, if it has a __gc field, a place among the
// finalizable.
static void set_object_metatable(lua_State *L, Object *object, Table **field, Table *metatable)
{
    *field = metatable;
    if (metatable == NULL) {
        return;
    }
    gc_barrier_object(L->runtime, object, &metatable->header);
    Value finalizer = table_get_short(metatable, L->runtime->event_names[EVENT_GC]);
    if (!value_is_nil(&finalizer)) {
        gc_register_finalizer(L, object);
    }
}

LUA_API int lua_setmetatable(lua_State *L, int objindex)
{
    API_CHECK_COUNT(L, 1);
    Value *v = api_slot(L, objindex);
    const Value *given = L->top - 1;
    API_CHECK(given->tag == TAG_NIL || given->tag == TAG_TABLE,
              "the metatable is neither a table nor nil");
    Table *metatable = given->tag == TAG_TABLE ? value_table(given) : NULL;
    if (v->tag == TAG_TABLE) {
        set_object_metatable(L, v->as.object, &value_table(v)->metatable, metatable);
    } else if (v->tag == TAG_USERDATA) {
        set_object_metatable(L, v->as.object, &value_userdata(v)->metatable, metatable);
    } else {
        L->runtime->type_metatables[message_type_of(v)] = metatable;
    }
    L->top--;
    return 1;
}

LUA_API int lua_setiuservalue(lua_State *L, int idx, int n)
{
    API_CHECK_COUNT(L, 1);
    const Value *v = api_slot(L, idx);
    API_CHECK(v->tag == TAG_USERDATA, "the value is no full userdata");
    Userdata *userdata = value_userdata(v);
    bool exists = n > 0 && (uint32_t)n <= userdata->header.extra;
    if (exists) {
        value_copy(&userdata->user_values[n - 1], L->top - 1);
        gc_barrier(L->runtime, &userdata->header, L->top - 1);
    }
    L->top--;
    return exists;
}

// ---- making

LUA_API void lua_createtable(lua_State *L, int narr, int nrec)
{
    api_reserve(L);
    Table *table = table_new(L, narr > 0 ? (uint32_t)narr : 0, nrec > 0 ? (uint32_t)nrec : 0);
    api_push_object(L, table, TAG_TABLE);
    api_gc_check(L);
}

LUA_API void *lua_newuserdatauv(lua_State *L, size_t sz, int nuvalue)
{
    API_CHECK(nuvalue >= 0 && nuvalue < 65536, "there cannot be so many user values");
    api_reserve(L);
    Userdata *userdata = userdata_new(L, sz, nuvalue);
    api_push_object(L, userdata, TAG_USERDATA);
    api_gc_check(L);
    return userdata_block(userdata);
}

// ---- operators

LUA_API int lua_rawequal(lua_State *L, int idx1, int idx2)
{
    const Value *a = api_slot(L, idx1);
    const Value *b = api_slot(L, idx2);
    return api_is_valid(L, a) && api_is_valid(L, b) && exec_raw_equal(a, b);
}

LUA_API int lua_compare(lua_State *L, int idx1, int idx2, int op)
{
    const Value *a = api_slot(L, idx1);
    const Value *b = api_slot(L, idx2);
    if (!api_is_valid(L, a) || !api_is_valid(L, b)) {
        return 0;
    }
    API_CHECK(LUA_OPEQ <= op && op <= LUA_OPLE, "there is no comparison with this number");
    return op == LUA_OPEQ ? exec_equal(L, a, b) : exec_compare(L, op, a, b);
}

LUA_API void lua_arith(lua_State *L, int op)
{
    API_CHECK(LUA_OPADD <= op && op <= LUA_OPBNOT, "there is no operator with this number");
    if (op == LUA_OPUNM || op == LUA_OPBNOT) {
        API_CHECK_COUNT(L, 1);
        Value v = exec_arith(L, op, L->top - 1, L->top - 1);
        value_copy(L->top - 1, &v);
        return;
    }
    API_CHECK_COUNT(L, 2);
    Value v = exec_arith(L, op, L->top - 2, L->top - 1);
    L->top--;
    value_copy(L->top - 1, &v);
}

LUA_API void lua_concat(lua_State *L, int n)
{
    API_CHECK_COUNT(L, n);
    if (n == 0) {
        lua_pushlstring(L, "", 0);
    } else if (n >= 2) {
        exec_concat(L, n);
        api_gc_check(L);
    }
}

LUA_API void lua_len(lua_State *L, int idx)
{
    api_reserve(L);
    Value v = exec_len(L, api_slot(L, idx));
    api_push(L, &v);
}

LUA_API int lua_next(lua_State *L, int idx)
{
    API_CHECK_COUNT(L, 1);
    const Table *table = table_at(L, idx);
    uint32_t position = table_position_after(L, table, L->top - 1);
    api_reserve(L);
    position = table_next_at(table, position, L->top - 1, L->top);
    if (position == 0) {
        L->top--;
        return 0;
    }
    L->top++;
    return 1;
}
