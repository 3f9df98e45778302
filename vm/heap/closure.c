// SPDX-License-Identifier: MIT
// closure.c: making of functions, upvalues, protos and userdata.
//
// Open upvalues of a thread stand in a list, the topmost slot first, at most one for each slot. The
// thread keeps them alive; they do not keep the thread alive (gc.c closes those that remain).

#include "vm/heap/closure.h"

#include <string.h>

#include "vm/heap/gc.h"
#include "vm/heap/heap.h"
#include "vm/heap/mem.h"

// The upvalues are not set.
static inline LuaClosure *new_lua_closure(Thread *L, Proto *proto)
{
    size_t size = sizeof(LuaClosure) + proto->upvalue_count * sizeof(Upvalue *);
    LuaClosure *f = (LuaClosure *)mem_new_object_fast(L, TAG_LUA_CLOSURE, size);
    f->header.aux = proto->upvalue_count;
    f->entry = proto->code;
    f->constants = proto->constants;
    f->proto = proto;
    return f;
}

LuaClosure *closure_new_lua(Thread *L, Proto *proto)
{
    LuaClosure *f = new_lua_closure(L, proto);
    for (size_t i = 0; i < proto->upvalue_count; i++) {
        f->upvalues[i] = NULL;
    }
    return f;
}

NativeClosure *closure_new_native(Thread *L, int upvalue_count)
{
    size_t size = sizeof(NativeClosure) + (size_t)upvalue_count * sizeof(Value);
    NativeClosure *f = (NativeClosure *)mem_new_object(L, TAG_NATIVE_CLOSURE, size);
    f->header.aux = (uint8_t)upvalue_count;
    f->entry = NULL;
    f->function = NULL;
    f->fast = NULL;
    for (int i = 0; i < upvalue_count; i++) {
        value_set_nil(&f->upvalues[i]);
    }
    return f;
}

// Puts a new open upvalue into the list at [link].
static ALWAYS_INLINE Upvalue *open_upvalue(Thread *L, Upvalue **link, Value *slot)
{
    // A collection here keeps the list as it is.
    Upvalue *u = (Upvalue *)mem_new_object_fast(L, TAG_UPVALUE, sizeof(Upvalue));
    u->slot = slot;
    u->open.next = *link;
    u->open.thread = L;
    *link = u;
    return u;
}

Upvalue *upvalue_find(Thread *L, Value *slot)
{
    Upvalue **link = &L->open_upvalues;
    while (*link != NULL && (*link)->slot > slot) {
        link = &(*link)->open.next;
    }
    if (*link != NULL && (*link)->slot == slot) {
        return *link;
    }
    return open_upvalue(L, link, slot);
}

Upvalue *upvalue_new_closed(Thread *L)
{
    Upvalue *u = (Upvalue *)mem_new_object(L, TAG_UPVALUE, sizeof(Upvalue));
    u->slot = &u->closed;
    value_set_nil(&u->closed);
    return u;
}

void upvalue_close(Thread *L, const Value *level)
{
    Runtime *rt = L->runtime;
    while (L->open_upvalues != NULL && L->open_upvalues->slot >= level) {
        Upvalue *u = L->open_upvalues;
        const Value *slot = u->slot;
        L->open_upvalues = u->open.next;
        value_copy(&u->closed, slot);
        u->slot = &u->closed;
        gc_barrier(rt, &u->header, &u->closed);
    }
}

// The upvalues come first: they stay in the thread's list of open ones whatever fails or collects
// afterwards, so no closure without them is ever seen.
LuaClosure *closure_instantiate(Thread *L, Proto *p, Value *base)
{
    Upvalue *upvalues[UPVALUE_MAX];
    const LuaClosure *outer = value_lua_closure(base - 1);
    unsigned count = p->upvalue_count;
    const UpvalueInfo *info = p->upvalues;
    for (unsigned i = 0; i < count; i++) {
        Value *slot = base + info[i].index;
        if (!info[i].in_stack) {
            upvalues[i] = outer->upvalues[info[i].index];
        } else if (L->open_upvalues == NULL || L->open_upvalues->slot < slot) {
            upvalues[i] = open_upvalue(L, &L->open_upvalues, slot);
        } else {
            upvalues[i] = upvalue_find(L, slot);
        }
    }
    LuaClosure *closure = new_lua_closure(L, p);
    const bool is_black = L->runtime->new_mark == L->runtime->black;
    for (unsigned i = 0; i < count; i++) {
        closure->upvalues[i] = upvalues[i];
        if (UNLIKELY(is_black)) {
            gc_barrier_object(L->runtime, &closure->header, &upvalues[i]->header);
        }
    }
    return closure;
}

Proto *proto_new(Thread *L)
{
    Runtime *rt = L->runtime;
    // Its arrays are plain blocks, so it is on the owner list from the start.
    mem_reserve(L, &rt->heap->owners, rt->heap->owners.count + 1, NULL);
    Proto *p = (Proto *)mem_new_object(L, TAG_PROTO, sizeof(Proto));
    Object header = p->header;
    memset(p, 0, sizeof(Proto));
    p->header = header;
    p->header.flags |= OBJECT_PARTS;
    // The room reserved can only have become more, for a collection does not add owners.
    vector_try_push(rt, &rt->heap->owners, &p->header);
    return p;
}

Userdata *userdata_new(Thread *L, size_t size, int user_value_count)
{
    size_t head = sizeof(Userdata) + (size_t)user_value_count * sizeof(Value);
    if (UNLIKELY(size > PTRDIFF_MAX - head)) {
        mem_too_big(L);
    }
    Userdata *u = (Userdata *)mem_new_object(L, TAG_USERDATA, head + size);
    u->header.extra = (uint32_t)user_value_count;
    u->metatable = NULL;
    u->size = size;
    for (int i = 0; i < user_value_count; i++) {
        value_set_nil(&u->user_values[i]);
    }
    return u;
}
