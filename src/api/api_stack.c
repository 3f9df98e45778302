// SPDX-License-Identifier: MIT
// api_stack.c: the C API: the stack itself, types, conversions, pushing values.

#include <string.h>

#include "src/api/api.h"
#include "vm/base/number.h"
#include "vm/exec/message.h"
#include "vm/heap/closure.h"
#include "vm/heap/str.h"
#include "vm/heap/table.h"

// ---- indices

Value *api_pseudo_slot(lua_State *L, int index)
{
    if (index == LUA_REGISTRYINDEX) {
        return &L->runtime->registry;
    }
    int n = LUA_REGISTRYINDEX - index;
    API_CHECK(n <= UPVALUE_MAX + 1, "the upvalue index is too large");
    const Value *function = L->frame->base - 1;
    if (L->frame->kind != FRAME_BASE && function->tag == TAG_NATIVE_CLOSURE) {
        NativeClosure *closure = value_native_closure(function);
        if (n <= closure->header.aux) {
            return &closure->upvalues[n - 1];
        }
    }
    return &L->runtime->empty_value;
}

LUA_API int lua_absindex(lua_State *L, int idx)
{
    return idx > 0 || idx <= LUA_REGISTRYINDEX ? idx : (int)(L->top - L->frame->base) + idx + 1;
}

LUA_API int lua_gettop(lua_State *L)
{
    return (int)(L->top - L->frame->base);
}

// Hosts in the field pop more than there is; the top stops at the base then.
LUA_API void lua_settop(lua_State *L, int idx)
{
    Value *base = L->frame->base;
    ptrdiff_t count = idx >= 0 ? idx : (L->top - base) + idx + 1;
    API_CHECK(count >= 0, "more values are popped than there are");
    if (count < 0) {
        count = 0;
    }
    ptrdiff_t missing = count - (L->top - base);
    if (missing > 0) {
        thread_ensure(L, L->top, (size_t)missing);
        for (; missing > 0; missing--) {
            value_set_nil(L->top++);
        }
        return;
    }
    Value *new_top = base + count;
    if (UNLIKELY(L->closing_top > (uint32_t)(new_top - L->stack))) {
        ptrdiff_t saved = thread_save(L, new_top);
        exec_close(L, new_top);
        new_top = thread_restore(L, saved);
    }
    L->top = new_top;
}

LUA_API void lua_closeslot(lua_State *L, int idx)
{
    Value *slot = api_stack_slot(L, idx);
    API_CHECK(L->closing_top == (uint32_t)(slot - L->stack) + 1,
              "the slot is not the last one marked to be closed");
    ptrdiff_t saved = thread_save(L, slot);
    exec_close(L, slot);
    value_set_nil(thread_restore(L, saved));
}

LUA_API void lua_toclose(lua_State *L, int idx)
{
    Value *slot = api_stack_slot(L, idx);
    API_CHECK(L->closing_top < (uint32_t)(slot - L->stack) + 1,
              "a slot above is marked to be closed already");
    exec_mark_close(L, slot);
}

static void reverse_slots(Value *from, Value *to)
{
    for (; from < to; from++, to--) {
        Value kept;
        value_copy(&kept, from);
        value_copy(from, to);
        value_copy(to, &kept);
    }
}

// A rotation is three reversals: of the lower part, of the upper part, and of everything.
LUA_API void lua_rotate(lua_State *L, int idx, int n)
{
    Value *first = api_stack_slot(L, idx);
    Value *last = L->top - 1;
    API_CHECK((n >= 0 ? n : -n) <= last - first + 1,
              "the rotation is longer than the part of the stack");
    Value *middle = n >= 0 ? last - n : first - n - 1;
    reverse_slots(first, middle);
    reverse_slots(middle + 1, last);
    reverse_slots(first, last);
}

LUA_API void lua_copy(lua_State *L, int fromidx, int toidx)
{
    const Value *from = api_slot(L, fromidx);
    Value *to = api_slot(L, toidx);
    API_CHECK_VALID(L, to);
    value_copy(to, from);
    if (toidx < LUA_REGISTRYINDEX) { // an upvalue of the running function
        gc_barrier(L->runtime, (L->frame->base - 1)->as.object, from);
    }
}

LUA_API void lua_pushvalue(lua_State *L, int idx)
{
    api_reserve(L);
    value_copy(L->top, api_slot(L, idx));
    L->top++;
}

LUA_API int lua_checkstack(lua_State *L, int n)
{
    API_CHECK(n >= 0, "the number of slots is negative");
    return L->stack_limit - L->top > n || thread_try_grow_stack(L, L->top, (size_t)n);
}

LUA_API void lua_xmove(lua_State *from, lua_State *to, int n)
{
    if (from == to) {
        return;
    }
    API_CHECK_COUNT(from, n);
    API_CHECK(from->runtime == to->runtime, "the two threads belong to different states");
    thread_ensure(to, to->top, (size_t)n);
    from->top -= n;
    for (int i = 0; i < n; i++) {
        value_copy(to->top + i, from->top + i);
    }
    to->top += n;
    api_share_thread(from, to);
}

// ---- types

int api_type(const lua_State *L, const Value *slot)
{
    return api_is_valid(L, slot) ? message_type_of(slot) : LUA_TNONE;
}

LUA_API int lua_type(lua_State *L, int idx)
{
    return api_type(L, api_slot(L, idx));
}

LUA_API const char *lua_typename(lua_State *L, int tp)
{
    (void)L;
    API_CHECK(LUA_TNONE <= tp && tp < LUA_NUMTYPES, "there is no type with this number");
    return message_type_text(tp);
}

LUA_API int lua_iscfunction(lua_State *L, int idx)
{
    const Value *v = api_slot(L, idx);
    return v->tag == TAG_LIGHT_FUNCTION || v->tag == TAG_NATIVE_CLOSURE;
}

LUA_API int lua_isinteger(lua_State *L, int idx)
{
    return value_is_integer(api_slot(L, idx));
}

LUA_API int lua_isstring(lua_State *L, int idx)
{
    const Value *v = api_slot(L, idx);
    return value_is_string(v) || value_is_number(v);
}

LUA_API int lua_isuserdata(lua_State *L, int idx)
{
    const Value *v = api_slot(L, idx);
    return v->tag == TAG_USERDATA || v->tag == TAG_LIGHT_USERDATA;
}

// ---- conversions

// A number, or the number that a string spells. False for everything else.
static bool slot_to_number(const Value *v, Value *number)
{
    if (value_is_number(v)) {
        value_copy(number, v);
        return true;
    }
    return value_is_string(v) &&
           number_from_text(value_string(v)->bytes, value_string(v)->length, number) != 0;
}

LUA_API int lua_isnumber(lua_State *L, int idx)
{
    Value number;
    return slot_to_number(api_slot(L, idx), &number);
}

LUA_API lua_Number lua_tonumberx(lua_State *L, int idx, int *isnum)
{
    Value number;
    lua_Number result = 0;
    bool ok = slot_to_number(api_slot(L, idx), &number) && number_value_to_float(&number, &result);
    if (isnum != NULL) {
        *isnum = ok;
    }
    return result;
}

LUA_API lua_Integer lua_tointegerx(lua_State *L, int idx, int *isnum)
{
    const Value *v = api_slot(L, idx);
    lua_Integer result = 0;
    Value number;
    bool ok =
        number_value_to_integer(v, &result) || (value_is_string(v) && slot_to_number(v, &number) &&
                                                number_value_to_integer(&number, &result));
    if (isnum != NULL) {
        *isnum = ok;
    }
    return result;
}

LUA_API int lua_toboolean(lua_State *L, int idx)
{
    return !value_is_falsy(api_slot(L, idx));
}

LUA_API const char *lua_tolstring(lua_State *L, int idx, size_t *len)
{
    Value *v = api_slot(L, idx);
    if (!value_is_string(v)) {
        if (!value_is_number(v) || !exec_to_string(L, v)) {
            if (len != NULL) {
                *len = 0;
            }
            return NULL;
        }
        if (idx < LUA_REGISTRYINDEX) { // an upvalue of the running function
            gc_barrier(L->runtime, (L->frame->base - 1)->as.object, v);
        }
        api_gc_check(L);
        v = api_slot(L, idx);
    }
    if (len != NULL) {
        *len = value_string(v)->length;
    }
    return value_string(v)->bytes;
}

LUA_API lua_Unsigned lua_rawlen(lua_State *L, int idx)
{
    const Value *v = api_slot(L, idx);
    switch (v->tag) {
    case TAG_SHORT_STRING:
    case TAG_LONG_STRING:
        return value_string(v)->length;
    case TAG_USERDATA:
        return value_userdata(v)->size;
    case TAG_TABLE:
        return table_border(value_table(v));
    default:
        return 0;
    }
}

LUA_API lua_CFunction lua_tocfunction(lua_State *L, int idx)
{
    const Value *v = api_slot(L, idx);
    if (v->tag == TAG_LIGHT_FUNCTION) {
        return v->as.function;
    }
    // Functions of the library that are not written as C functions have no address to give.
    return v->tag == TAG_NATIVE_CLOSURE ? value_native_closure(v)->function : NULL;
}

LUA_API void *lua_touserdata(lua_State *L, int idx)
{
    const Value *v = api_slot(L, idx);
    if (v->tag == TAG_USERDATA) {
        return userdata_block(value_userdata(v));
    }
    return v->tag == TAG_LIGHT_USERDATA ? v->as.pointer : NULL;
}

LUA_API lua_State *lua_tothread(lua_State *L, int idx)
{
    const Value *v = api_slot(L, idx);
    if (v->tag != TAG_THREAD) {
        return NULL;
    }
    Thread *thread = value_thread(v);
    api_share_thread(L, thread);
    return thread;
}

LUA_API const void *lua_topointer(lua_State *L, int idx)
{
    const Value *v = api_slot(L, idx);
    switch (v->tag) {
    case TAG_LIGHT_FUNCTION: {
        const void *address;
        memcpy(&address, &v->as.function, sizeof address);
        return address;
    }
    case TAG_USERDATA:
        return userdata_block(value_userdata(v));
    case TAG_THREAD:
        return value_thread(v);
    case TAG_LIGHT_USERDATA:
        return v->as.pointer;
    default:
        return value_is_collectable(v) ? v->as.pointer : NULL;
    }
}

LUA_API size_t lua_stringtonumber(lua_State *L, const char *s)
{
    Value number;
    size_t length = strlen(s);
    if (number_from_text(s, length, &number) == 0) {
        return 0;
    }
    api_push(L, &number);
    return length + 1;
}

// ---- pushing

LUA_API void lua_pushnil(lua_State *L)
{
    api_reserve(L);
    value_set_nil(L->top);
    L->top++;
}

LUA_API void lua_pushnumber(lua_State *L, lua_Number n)
{
    api_reserve(L);
    value_set_float(L->top, n);
    L->top++;
}

LUA_API void lua_pushinteger(lua_State *L, lua_Integer n)
{
    api_reserve(L);
    value_set_integer(L->top, n);
    L->top++;
}

LUA_API void lua_pushboolean(lua_State *L, int b)
{
    api_reserve(L);
    value_set_boolean(L->top, b != 0);
    L->top++;
}

LUA_API void lua_pushlightuserdata(lua_State *L, void *p)
{
    api_reserve(L);
    value_set_light_userdata(L->top, p);
    L->top++;
}

LUA_API int lua_pushthread(lua_State *L)
{
    api_reserve(L);
    value_set_thread(L->top, L);
    L->top++;
    api_share_thread(L, L);
    return L->runtime->main_thread == L;
}

LUA_API const char *lua_pushlstring(lua_State *L, const char *s, size_t len)
{
    api_reserve(L);
    String *string = str_new(L, len > 0 ? s : "", len);
    api_push_object(L, string, string->header.type);
    api_gc_check(L);
    return string->bytes;
}

LUA_API const char *lua_pushstring(lua_State *L, const char *s)
{
    if (s == NULL) {
        lua_pushnil(L);
        return NULL;
    }
    return lua_pushlstring(L, s, strlen(s));
}

LUA_API const char *lua_pushvfstring(lua_State *L, const char *fmt, va_list argp)
{
    api_reserve(L);
    String *string = message_format(L, fmt, argp);
    api_push_object(L, string, string->header.type);
    api_gc_check(L);
    return string->bytes;
}

LUA_API const char *lua_pushfstring(lua_State *L, const char *fmt, ...)
{
    va_list arguments;
    va_start(arguments, fmt);
    const char *text = lua_pushvfstring(L, fmt, arguments);
    va_end(arguments);
    return text;
}

LUA_API void lua_pushcclosure(lua_State *L, lua_CFunction fn, int n)
{
    api_reserve(L);
    if (n == 0) {
        value_set_light_function(L->top, fn);
        L->top++;
        return;
    }
    API_CHECK_COUNT(L, n);
    API_CHECK(n <= UPVALUE_MAX, "a function cannot have so many upvalues");
    NativeClosure *closure = closure_new_native(L, n);
    closure->header.extra = NATIVE_C;
    closure->function = fn;
    closure->resumable = NULL;
    closure->fast = NULL;
    exec_init_native(closure);
    L->top -= n;
    for (int i = 0; i < n; i++) {
        value_copy(&closure->upvalues[i], L->top + i);
    }
    api_push_object(L, closure, TAG_NATIVE_CLOSURE);
    api_gc_check(L);
}
