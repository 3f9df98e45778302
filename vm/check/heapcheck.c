// SPDX-License-Identifier: MIT
// heapcheck.c: checks the whole heap. The manual is in heapcheck.h.

#include "vm/check/heapcheck.h"

#include <stdio.h>
#include <stdlib.h>

#include "vm/heap/heap.h"
#include "vm/heap/table.h"
#include "vm/heap/thread.h"

static _Noreturn void fail(const Object *o, const char *what, const void *detail)
{
    fprintf(stderr, "heapcheck: object %p type %d mark %d flags %d: %s (%p)\n", (const void *)o,
            o->type, o->mark, o->flags, what, detail);
    abort();
}

static void check(bool ok, const Object *o, const char *what, const void *detail)
{
    if (!ok) {
        fail(o, what, detail);
    }
}

// ---- references

// Black objects that wait for another look may refer to white ones.
static bool is_finished(const Runtime *rt, const Object *o)
{
    const Heap *heap = rt->heap;
    if (o->mark != rt->black || (o->flags & OBJECT_GRAY)) {
        return false;
    }
    if (o->flags & (OBJECT_WEAK_KEYS | OBJECT_WEAK_VALUES)) {
        return false;
    }
    for (size_t i = 0; i < heap->huge_count; i++) {
        if (&heap->huge[i].table->header == o) {
            return false;
        }
    }
    return true;
}

static void check_reference(Runtime *rt, const Object *from, const void *to, const char *what)
{
    const Object *o = to;
    check(!gc_is_dead(rt, o), from, "refers to a dead object", o);
    check(o->type >= TAG_FIRST_COLLECTABLE && o->type < TAG_BLOCK, from, "refers to no object", o);
    check(o->mark == rt->black || !is_finished(rt, from), from, what, o);
}

static void check_optional(Runtime *rt, const Object *from, const void *to, const char *what)
{
    if (to != NULL) {
        check_reference(rt, from, to, what);
    }
}

static void check_value(Runtime *rt, const Object *from, uint8_t tag, const Object *o)
{
    if (tag_is_collectable(tag)) {
        check(tag < TAG_BLOCK, from, "bad tag", o);
        check_reference(rt, from, o, "black to white: value");
        check(o->type == tag, from, "tag is not the object's type", o);
    }
}

static void check_part(Runtime *rt, const Object *owner, void *part, size_t bytes)
{
    if (part == NULL) {
        return;
    }
    if (!mem_part_is_cell(bytes)) {
        check(owner->flags & OBJECT_PARTS, owner, "large part without owner entry", part);
        return;
    }
    const Object *cell = mem_part_cell(part);
    check(cell->type == TAG_BLOCK, owner, "part is no block", cell);
    check(!gc_is_dead(rt, cell), owner, "part is dead", cell);
    check(cell->mark == owner->mark || owner->mark == rt->black, owner, "part's mark", cell);
    check(cell->mark == owner->mark || (owner->flags & OBJECT_GRAY), owner, "part's mark", cell);
}

// ---- types

static void check_table(Runtime *rt, Table *t)
{
    Object *o = &t->header;
    check_optional(rt, o, t->metatable, "black to white: metatable");
    check(t->entry_bytes % sizeof(Entry) == 0, o, "entry_bytes", NULL);
    check(table_entry_count(t) <= t->entry_capacity, o, "entries exceed their capacity", NULL);
    check_part(rt, o, table_array_part(t), table_array_bytes(t));
    check_part(rt, o, table_entries_part(t), table_entries_bytes(t));
    for (uint32_t i = 1; i <= t->array_capacity; i++) {
        check_value(rt, o, *table_array_tag(t, i), table_array_payload(t, i)->object);
    }
    for (uint32_t i = 0; i < table_entry_count(t); i++) {
        const Entry *e = &t->entries[i];
        check(e->next <= table_entry_count(t), o, "chain leaves the entries", e);
        if (e->tag != TAG_NIL) {
            check_value(rt, o, e->tag, e->value.object);
            check(e->key_tag != TAG_NIL && e->key_tag != TAG_DEAD_KEY, o, "value without key", e);
            check_value(rt, o, e->key_tag, e->key.object);
        }
    }
}

static void check_lua_closure(Runtime *rt, LuaClosure *f)
{
    check_optional(rt, &f->header, f->proto, "black to white: proto");
    for (size_t i = 0; i < f->header.aux; i++) {
        check_optional(rt, &f->header, f->upvalues[i], "black to white: upvalue");
    }
}

static void check_native_closure(Runtime *rt, NativeClosure *f)
{
    for (size_t i = 0; i < f->header.aux; i++) {
        check_value(rt, &f->header, f->upvalues[i].tag, f->upvalues[i].as.object);
    }
}

static void check_userdata(Runtime *rt, Userdata *u)
{
    check_optional(rt, &u->header, u->metatable, "black to white: metatable");
    for (size_t i = 0; i < u->header.extra; i++) {
        check_value(rt, &u->header, u->user_values[i].tag, u->user_values[i].as.object);
    }
}

static void check_proto(Runtime *rt, Proto *p)
{
    Object *o = &p->header;
    check_optional(rt, o, p->source, "black to white: source");
    for (size_t i = 0; p->constants != NULL && i < p->constant_count; i++) {
        check_value(rt, o, p->constants[i].tag, p->constants[i].as.object);
    }
    for (size_t i = 0; p->protos != NULL && i < p->proto_count; i++) {
        check_optional(rt, o, p->protos[i], "black to white: proto");
    }
    for (size_t i = 0; p->upvalues != NULL && i < p->upvalue_count; i++) {
        check_optional(rt, o, p->upvalues[i].name, "black to white: name");
    }
    for (size_t i = 0; p->locals != NULL && i < p->local_count; i++) {
        check_optional(rt, o, p->locals[i].name, "black to white: name");
    }
}

static void check_upvalue(Runtime *rt, Upvalue *u)
{
    Object *o = &u->header;
    if (u->slot == &u->closed) {
        check_value(rt, o, u->closed.tag, u->closed.as.object);
        return;
    }
    const Thread *L = u->open.thread;
    check(u->slot >= L->stack && u->slot < L->stack_limit, o, "open upvalue outside of stack", L);
    // The value may be white while the thread runs.
    check(!value_is_collectable(u->slot) || !gc_is_dead(rt, u->slot->as.object), o,
          "open upvalue of a dead object", u->slot);
}

static void check_open_upvalues(Runtime *rt, Thread *L)
{
    Object *o = &thread_object(L)->header;
    const Value *above = L->stack_limit;
    for (const Upvalue *u = L->open_upvalues; u != NULL; u = u->open.next) {
        check(!gc_is_dead(rt, &u->header), o, "dead open upvalue in list", u);
        check(u->slot < above, o, "open upvalues out of order", u);
        check(u->open.thread == L, o, "open upvalue of another thread", u);
        above = u->slot;
    }
}

static void check_thread(Runtime *rt, Thread *L)
{
    Object *o = &thread_object(L)->header;
    if (L->stack == NULL) {
        return;
    }
    bool restless = heap_is_restless(rt, L);
    if (L != rt->main_thread || (o->flags & OBJECT_PARTS)) {
        if (L->stack != thread_own_stack(L)) {
            check_part(rt, o, L->stack, thread_stack_bytes(L));
        }
        if (L->frames != thread_own_frames(L)) {
            check_part(rt, o, L->frames, thread_frames_bytes(L));
        }
        if (L->hook != NULL) {
            check_part(rt, o, L->hook, sizeof(HookState));
        }
    }
    check(L->top > L->stack && L->top <= L->stack_limit + 1, o, "top outside of stack", L->top);
    check(L->frame >= L->frames && L->frame < L->frame_limit, o, "frame outside of frames",
          L->frame);
    const Value *below = L->stack;
    for (const Frame *f = L->frames; f <= L->frame; f++) {
        check(f->base > below && f->base <= L->stack_limit, o, "frame outside of stack", f);
        below = f->base - 1;
        if (f->kind == FRAME_LUA) {
            check(f->base[-1].tag == TAG_LUA_CLOSURE, o, "Lua frame without Lua function", f);
        }
    }
    for (const Value *v = L->stack, *end = thread_stack_end(L); v < end; v++) {
        if (value_is_collectable(v)) {
            check(!gc_is_dead(rt, v->as.object), o, "dead object on stack", v);
            check(v->as.object->type == v->tag, o, "tag is not the object's type", v);
            check(restless || v->as.object->mark == rt->black || !is_finished(rt, o), o,
                  "black to white: stack", v);
        }
    }
    check_open_upvalues(rt, L);
}

static void check_object(Runtime *rt, Object *o, void *data)
{
    (void)data;
    switch (o->type) {
    case TAG_TABLE:
        check_table(rt, (Table *)o);
        break;
    case TAG_LUA_CLOSURE:
        check_lua_closure(rt, (LuaClosure *)o);
        break;
    case TAG_NATIVE_CLOSURE:
        check_native_closure(rt, (NativeClosure *)o);
        break;
    case TAG_USERDATA:
        check_userdata(rt, (Userdata *)o);
        break;
    case TAG_THREAD:
        check_thread(rt, &((ThreadObject *)o)->thread);
        break;
    case TAG_PROTO:
        check_proto(rt, (Proto *)o);
        break;
    case TAG_UPVALUE:
        check_upvalue(rt, (Upvalue *)o);
        break;
    case TAG_SHORT_STRING:
    case TAG_LONG_STRING:
        check(((String *)o)->bytes[((String *)o)->length] == '\0', o, "string has no end", NULL);
        break;
    default:
        fail(o, "unknown type", NULL);
    }
}

// Nothing dies between two flips of the marks: even unreachable objects must be right.
void heapcheck(Runtime *rt)
{
    heap_walk(rt, check_object, NULL);
}

typedef struct Count {
    int type;
    size_t count;
} Count;

static void count_object(Runtime *rt, Object *o, void *data)
{
    Count *count = data;
    (void)rt;
    count->count += o->type == count->type;
}

size_t heapcheck_count(Runtime *rt, int type)
{
    Count count = {.type = type};
    heap_walk(rt, count_object, &count);
    return count.count;
}
