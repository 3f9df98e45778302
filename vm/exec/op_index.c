// SPDX-License-Identifier: MIT
// op_index.c: slow paths of reading and writing fields: everything that is not a hit in the inline
// cache.

#include "vm/exec/meta.h"
#include "vm/exec/ops.h"
#include "vm/heap/gc.h"
#include "vm/heap/table.h"

// Tables in a chain of __index that instructions look through by themselves.
#define INHERITED_DEPTH_MAX 16

// Keeps in the instruction where the entry of its key was.
static inline void remember(const Table *t, const Entry *e, const String *key,
                            const Instruction *aux)
{
    size_t offset = (size_t)((const char *)e - (const char *)t->entries);
    if (offset <= UINT16_MAX) {
        *(Instruction *)aux = aux_make(key, (unsigned)offset);
    }
}

Entry *op_find_and_cache(const Table *t, const String *key, const Instruction *aux)
{
    Entry *e = table_find_short(t, key);
    if (e == NULL || e->tag == TAG_NIL) {
        return NULL;
    }
    remember(t, e, key, aux);
    return e;
}

// The __index of [mt] if that is a table, else NULL. Classes often set it first.
static inline const Table *index_table(const Table *mt, const String *event)
{
    const Entry *e = mt->entries;
    if (mt->entry_bytes == 0 || e->key.pointer != event || e->key_tag != TAG_SHORT_STRING) {
        e = table_find_short(mt, event);
    }
    return e != NULL && e->tag == TAG_TABLE ? (const Table *)e->value.pointer : NULL;
}

static inline Entry *find_inherited(const Thread *L, const Table *metatable, const String *key,
                                    const Instruction *aux)
{
    const String *event = L->runtime->event_names[EVENT_INDEX];
    const uint32_t offset = aux_offset(*aux);
    for (int depth = 0; depth < INHERITED_DEPTH_MAX && metatable != NULL; depth++) {
        const Table *t = index_table(metatable, event);
        if (t == NULL) {
            return NULL;
        }
        Entry *e = (Entry *)((char *)t->entries + offset);
        if (offset < t->entry_bytes && e->key.pointer == key && e->tag != TAG_NIL) {
            return e;
        }
        e = table_find_short(t, key);
        if (e != NULL && e->tag != TAG_NIL) {
            remember(t, e, key, aux);
            return e;
        }
        metatable = t->metatable;
    }
    return NULL;
}

Entry *op_find_inherited(const Thread *L, const Table *metatable, const String *key,
                         const Instruction *aux)
{
    return find_inherited(L, metatable, key, aux);
}

// The cache serves the class: an object has few entries of its own to search.
Entry *op_find_method(const Thread *L, const Table *t, const String *key, const Instruction *aux)
{
    Entry *e = table_find_short(t, key);
    return UNLIKELY(e != NULL && e->tag != TAG_NIL) ? e : find_inherited(L, t->metatable, key, aux);
}

Step op_get(Thread *L, const Value *object, const Value *key, unsigned dest)
{
    Value result;
    Value self;
    if (meta_get(L, object, key, &result, &self)) {
        value_copy((Value *)((char *)L->frame->base + dest), &result);
        return step_run();
    }
    return call_binary_metamethod(L, &result, &self, key, COMPLETE_STORE, dest);
}

Step op_set(Thread *L, const Value *object, const Value *key, const Value *value)
{
    Value method;
    Value arguments[3];
    if (meta_set(L, object, key, value, &method, &arguments[0])) {
        return step_run();
    }
    value_copy(&arguments[1], key);
    value_copy(&arguments[2], value);
    return call_metamethod(L, &method, arguments, 3, COMPLETE_IGNORE, 0);
}

void op_set_list(Thread *L, Value *slot, int count, lua_Integer first)
{
    Table *t = value_table(slot);
    lua_Integer last = first + count - 1;
    if (last > (lua_Integer)t->array_capacity) {
        table_reserve(L, t, (uint32_t)last, 0);
    }
    for (lua_Integer n = first; n <= last; n++) {
        slot++;
        *table_array_payload(t, (lua_Unsigned)n) = slot->as;
        *table_array_tag(t, (lua_Unsigned)n) = slot->tag;
        gc_barrier(L->runtime, &t->header, slot);
    }
}
