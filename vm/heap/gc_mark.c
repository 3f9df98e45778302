// SPDX-License-Identifier: MIT
// gc_mark.c: marking. One traversal function per type, in the order of object.h.
//
// A reached object gets the mark [black] at once; if it refers to others it also goes to the gray
// stack, with the flag OBJECT_GRAY, until it is traversed. Nothing here recurses. When the gray
// stack cannot grow, the object keeps its flag, and mark_all_gray finds it by walking the heap.

#include "vm/heap/heap.h"
#include "vm/heap/table.h"
#include "vm/heap/thread.h"

#define HUGE_TABLE_SLOTS 4096 // tables above are traversed in slices
#define HUGE_SLICE_SLOTS 2048

static void push_gray(Runtime *rt, Object *o)
{
    mark_gray(rt, &rt->heap->gray, o);
}

static inline void count_marked(Runtime *rt, size_t bytes)
{
    rt->heap->marked_bytes += mem_cell_bytes(bytes);
}

void mark_part(Runtime *rt, void *part, size_t bytes)
{
    if (part == NULL || !mem_part_is_cell(bytes)) {
        return;
    }
    Object *cell = mem_part_cell(part);
    if (cell->mark != rt->black) {
        cell->mark = rt->black;
        count_marked(rt, bytes + sizeof(Object));
    }
}

// ---- upvalues: traversed at once, for they lead to one value only

static void mark_upvalue(Runtime *rt, Upvalue *u)
{
    mark_value(rt, u->slot);
    if (u->slot != &u->closed) {
        Object *thread = &thread_object(u->open.thread)->header;
        if (thread->mark != rt->black && !vector_try_push(rt, &rt->heap->orphans, &u->header)) {
            mark_object(rt, thread); // no room to remember it: let the thread live this time
        }
    }
}

void mark_object_slow(Runtime *rt, Object *o)
{
    o->mark = rt->black;
    switch (o->type) {
    case TAG_SHORT_STRING:
    case TAG_LONG_STRING:
        count_marked(rt, offsetof(String, bytes) + ((String *)o)->length + 1);
        break;
    case TAG_UPVALUE:
        count_marked(rt, sizeof(Upvalue));
        mark_upvalue(rt, (Upvalue *)o);
        break;
    case TAG_TABLE: {
        const Table *t = (Table *)o;
        count_marked(rt, t->object_bytes);
        if (t->metatable != NULL || (t->array_capacity | t->entry_capacity) != 0) {
            push_gray(rt, o);
        }
        break;
    }
    default:
        if (!(o->flags & OBJECT_LARGE)) {
            count_marked(rt, object_bytes(o));
        }
        push_gray(rt, o);
        break;
    }
}

// An upvalue that was reached before its thread: the thread may have run since, without barrier.
void mark_orphans(Runtime *rt)
{
    ObjectVector *orphans = &rt->heap->orphans;
    for (size_t i = 0; i < orphans->count; i++) {
        mark_value(rt, ((Upvalue *)orphans->items[i])->slot);
    }
}

// At the very end of marking: threads not reached will lose their stacks.
void mark_close_orphans(Runtime *rt)
{
    ObjectVector *orphans = &rt->heap->orphans;
    for (size_t i = 0; i < orphans->count; i++) {
        Upvalue *u = (Upvalue *)orphans->items[i];
        if (u->slot != &u->closed && thread_object(u->open.thread)->header.mark != rt->black) {
            const Value *slot = u->slot;
            value_copy(&u->closed, slot);
            u->slot = &u->closed;
        }
    }
    orphans->count = 0;
}

// ---- tables

size_t traverse_array(Runtime *rt, Table *t, uint32_t from, uint32_t to)
{
    const uint8_t *tags = (const uint8_t *)t->array;
    for (uint32_t i = from; i < to; i++) {
        if (tag_is_collectable(tags[i])) {
            mark_object(rt, table_array_payload(t, (lua_Unsigned)i + 1)->object);
        }
    }
    return to - from;
}

// The key of an entry without value: a short string stays (a template or a field that comes and
// goes), anything else is forgotten.
static inline void mark_key_of_nil(Runtime *rt, Entry *e)
{
    if (e->key_tag == TAG_SHORT_STRING) {
        mark_object(rt, e->key.object);
    } else if (tag_is_collectable(e->key_tag)) {
        e->key_tag = TAG_DEAD_KEY;
    }
}

size_t traverse_entries(Runtime *rt, Table *t, uint32_t from, uint32_t to)
{
    for (Entry *e = t->entries + from, *end = t->entries + to; e < end; e++) {
        if (e->tag == TAG_NIL) {
            mark_key_of_nil(rt, e);
            continue;
        }
        if (tag_is_collectable(e->key_tag)) {
            mark_object(rt, e->key.object);
        }
        if (tag_is_collectable(e->tag)) {
            mark_object(rt, e->value.object);
        }
    }
    return 2 * (size_t)(to - from);
}

// enum ObjectFlag bits for the mode in the metatable.
static uint8_t weak_mode(Runtime *rt, const Table *t)
{
    Table *metatable = t->metatable;
    if (metatable == NULL || (metatable->header.extra & 1u << EVENT_MODE)) {
        return 0;
    }
    Value mode = table_get_short(metatable, rt->event_names[EVENT_MODE]);
    if (!value_is_string(&mode)) {
        if (value_is_nil(&mode)) {
            metatable->header.extra |= 1u << EVENT_MODE;
        }
        return 0;
    }
    const String *s = value_string(&mode);
    uint8_t flags = 0;
    for (size_t i = 0; i < s->length; i++) {
        flags |= s->bytes[i] == 'k' ? OBJECT_WEAK_KEYS : 0;
        flags |= s->bytes[i] == 'v' ? OBJECT_WEAK_VALUES : 0;
    }
    return flags;
}

static void mark_table_parts(Runtime *rt, Table *t)
{
    if (t->array_capacity > 0 && !(t->header.aux & TABLE_OWN_ARRAY)) {
        mark_part(rt, table_array_part(t), table_array_bytes(t));
    }
    if (t->entry_capacity > 0 && !(t->header.aux & TABLE_OWN_ENTRIES)) {
        mark_part(rt, table_entries_part(t), table_entries_bytes(t));
    }
}

static size_t traverse_weak(Runtime *rt, Table *t)
{
    Heap *heap = rt->heap;
    heap->weak_found++;
    vector_push(rt, &heap->weak, &t->header);
    return 1; // its contents wait for weak_converge
}

static size_t traverse_table(Runtime *rt, Table *t)
{
    Heap *heap = rt->heap;
    t->header.flags &= (uint8_t) ~(OBJECT_WEAK_KEYS | OBJECT_WEAK_VALUES);
    mark_table_parts(rt, t);
    if (t->metatable != NULL) {
        mark_object(rt, &t->metatable->header);
        uint8_t weak = weak_mode(rt, t);
        if (UNLIKELY(weak != 0)) {
            t->header.flags |= weak;
            return traverse_weak(rt, t);
        }
    }
    uint32_t entry_count = t->entry_bytes != 0 ? table_entry_count(t) : 0;
    if (UNLIKELY(t->array_capacity > HUGE_TABLE_SLOTS || entry_count > HUGE_TABLE_SLOTS) &&
        !heap->atomic && heap->huge_count < HUGE_TABLE_MAX) {
        heap->huge[heap->huge_count++] = (HugeTable){t, 0};
        return 1;
    }
    return 2 + traverse_array(rt, t, 0, t->array_capacity) +
           traverse_entries(rt, t, 0, entry_count);
}

// A slice of the innermost huge table.
static size_t traverse_huge(Runtime *rt)
{
    Heap *heap = rt->heap;
    HugeTable *huge = &heap->huge[heap->huge_count - 1];
    Table *t = huge->table;
    uint32_t entry_count = table_entry_count(t);
    uint32_t from = huge->position;
    if (from < t->array_capacity) {
        uint32_t left = t->array_capacity - from;
        uint32_t n = left < HUGE_SLICE_SLOTS ? left : HUGE_SLICE_SLOTS;
        huge->position += n;
        return traverse_array(rt, t, from, from + n);
    }
    from -= t->array_capacity;
    if (from < entry_count) {
        uint32_t left = entry_count - from;
        uint32_t n = left < HUGE_SLICE_SLOTS ? left : HUGE_SLICE_SLOTS;
        huge->position += n;
        return traverse_entries(rt, t, from, from + n);
    }
    heap->huge_count--;
    return 1;
}

// ---- functions

static size_t traverse_lua_closure(Runtime *rt, LuaClosure *f)
{
    size_t count = f->header.aux;
    if (f->proto != NULL) {
        mark_object(rt, &f->proto->header);
    }
    for (size_t i = 0; i < count; i++) {
        if (f->upvalues[i] != NULL) {
            mark_object(rt, &f->upvalues[i]->header);
        }
    }
    return 1 + count;
}

static size_t traverse_native_closure(Runtime *rt, NativeClosure *f)
{
    size_t count = f->header.aux;
    for (size_t i = 0; i < count; i++) {
        mark_value(rt, &f->upvalues[i]);
    }
    return 1 + count;
}

static void mark_optional(Runtime *rt, void *object)
{
    if (object != NULL) {
        mark_object(rt, object);
    }
}

// Arrays that are still being filled are valid up to their counts, or NULL.
static size_t traverse_proto(Runtime *rt, Proto *p)
{
    mark_optional(rt, p->source);
    size_t work = 4;
    for (size_t i = 0; p->constants != NULL && i < p->constant_count; i++, work++) {
        mark_value(rt, &p->constants[i]);
    }
    for (size_t i = 0; p->protos != NULL && i < p->proto_count; i++, work++) {
        mark_optional(rt, p->protos[i]);
    }
    for (size_t i = 0; p->upvalues != NULL && i < p->upvalue_count; i++, work++) {
        mark_optional(rt, p->upvalues[i].name);
    }
    for (size_t i = 0; p->locals != NULL && i < p->local_count; i++, work++) {
        mark_optional(rt, p->locals[i].name);
    }
    return work;
}

// ---- userdata

static size_t traverse_userdata(Runtime *rt, Userdata *u)
{
    mark_optional(rt, u->metatable);
    for (size_t i = 0; i < u->header.extra; i++) {
        mark_value(rt, &u->user_values[i]);
    }
    return 2 + u->header.extra;
}

// ---- threads

static void mark_thread_parts(Runtime *rt, Thread *L)
{
    if (L->frames != NULL && L->frames != thread_own_frames(L)) {
        mark_part(rt, L->frames, thread_frames_bytes(L));
    }
    if (L->hook != NULL) {
        mark_part(rt, L->hook, sizeof(HookState));
    }
    if (L->stack != NULL && L->stack != thread_own_stack(L)) {
        mark_part(rt, L->stack, thread_stack_bytes(L));
    }
}

static size_t traverse_stack(Runtime *rt, Thread *L)
{
    Value *end = thread_stack_end(L);
    for (const Value *slot = L->stack; slot < end; slot++) {
        mark_value(rt, slot);
    }
    // What is above may be stale: it would dangle after this cycle.
    for (Value *slot = end; slot <= L->stack_limit; slot++) {
        value_set_nil(slot);
    }
    for (Upvalue *u = L->open_upvalues; u != NULL; u = u->open.next) {
        mark_object(rt, &u->header);
    }
    return 4 + (size_t)(L->stack_limit - L->stack);
}

static size_t traverse_thread(Runtime *rt, Thread *L)
{
    Heap *heap = rt->heap;
    Object *o = &thread_object(L)->header;
    mark_optional(rt, L->resumer != NULL ? thread_object(L->resumer) : NULL);
    if (L->stack == NULL) {
        mark_thread_parts(rt, L);
        return 1; // under construction
    }
    bool restless = heap_is_restless(rt, L);
    if (!restless && heap->may_shrink) {
        thread_shrink(L);
    }
    mark_thread_parts(rt, L);
    size_t work = traverse_stack(rt, L);
    if (restless && !heap->atomic) {
        mark_gray(rt, &heap->again, o);
    } else if (restless && heap->generational) {
        mark_gray(rt, &heap->again_next, o);
    }
    return work;
}

// ---- the loop

static size_t traverse(Runtime *rt, Object *o)
{
    o->flags &= (uint8_t)~OBJECT_GRAY;
    if (UNLIKELY(rt->heap->ephemerons != NULL)) {
        ephemeron_key_marked(rt, o);
    }
    switch (o->type) {
    case TAG_TABLE:
        return traverse_table(rt, (Table *)o);
    case TAG_LUA_CLOSURE:
        return traverse_lua_closure(rt, (LuaClosure *)o);
    case TAG_NATIVE_CLOSURE:
        return traverse_native_closure(rt, (NativeClosure *)o);
    case TAG_USERDATA:
        return traverse_userdata(rt, (Userdata *)o);
    case TAG_THREAD:
        return traverse_thread(rt, &((ThreadObject *)o)->thread);
    case TAG_PROTO:
        return traverse_proto(rt, (Proto *)o);
    default:
        return 1;
    }
}

size_t mark_some(Runtime *rt)
{
    Heap *heap = rt->heap;
    if (LIKELY(heap->gray.count > 0)) {
        return traverse(rt, heap->gray.items[--heap->gray.count]);
    }
    return heap->huge_count > 0 ? traverse_huge(rt) : 0;
}

static void drain(Runtime *rt)
{
    while (mark_some(rt) > 0) {
    }
}

static void traverse_lost(Runtime *rt, Object *o, void *data)
{
    (void)data;
    if (o->mark == rt->black && (o->flags & OBJECT_GRAY)) {
        traverse(rt, o);
        drain(rt);
    }
}

void mark_all_gray(Runtime *rt)
{
    Heap *heap = rt->heap;
    drain(rt);
    while (heap->gray.overflow) {
        heap->gray.overflow = false;
        heap_walk(rt, traverse_lost, NULL);
    }
}

void mark_touched(Runtime *rt)
{
    Heap *heap = rt->heap;
    ObjectVector list = heap->again;
    heap->again = (ObjectVector){0};
    if (list.overflow) {
        heap->gray.overflow = true;
    }
    for (size_t i = 0; i < list.count; i++) {
        push_gray(rt, list.items[i]);
    }
    list.overflow = false;
    vector_free(rt, &list);
}

void mark_roots(Runtime *rt)
{
    mark_object(rt, &thread_object(rt->main_thread)->header);
    for (Thread *L = rt->running; L != NULL; L = L->resumer) {
        mark_object(rt, &thread_object(L)->header);
    }
    mark_value(rt, &rt->registry);
    for (int i = 0; i < LUA_NUMTYPES; i++) {
        mark_optional(rt, rt->type_metatables[i]);
    }
    for (int i = 0; i < EVENT_COUNT; i++) {
        mark_optional(rt, rt->event_names[i]);
    }
    mark_optional(rt, rt->memory_message);
    mark_optional(rt, rt->heap->pinned);
    if (rt->story.is_kept) {
        mark_object(rt, &thread_object(rt->story.outermost)->header);
    }
    final_mark_due(rt);
}

static void forget(Runtime *rt, Object *o, void *data)
{
    (void)rt;
    (void)data;
    o->flags &= (uint8_t)~OBJECT_GRAY;
}

static bool forget_list(ObjectVector *v)
{
    bool lost = v->overflow;
    for (size_t i = 0; i < v->count; i++) {
        v->items[i]->flags &= (uint8_t)~OBJECT_GRAY;
    }
    v->count = 0;
    v->overflow = false;
    return lost;
}

void mark_forget_gray(Runtime *rt)
{
    Heap *heap = rt->heap;
    bool lost = forget_list(&heap->gray);
    lost |= forget_list(&heap->again);
    lost |= forget_list(&heap->again_next);
    heap->weak.count = 0;
    heap->weak.overflow = false;
    heap->orphans.count = 0;
    heap->huge_count = 0;
    if (lost) {
        heap_walk(rt, forget, NULL);
    }
}
