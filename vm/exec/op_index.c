// SPDX-License-Identifier: MIT
// op_index.c: slow paths of reading and writing fields: everything that is not a hit in the inline
// cache.

#include "vm/exec/meta.h"
#include "vm/exec/ops.h"
#include "vm/heap/gc.h"
#include "vm/heap/table.h"

// Tables in a chain of __index that instructions look through by themselves.
#define INHERITED_DEPTH_MAX 16

// The entry of [t] for a short string key of an instruction, or NULL if there is none with a value;
// remembers where it was.
Entry *op_find_and_cache(const Table *t, const String *key, const Instruction *aux)
{
    Entry *e = table_find_short(t, key);
    if (e == NULL || e->tag == TAG_NIL) {
        return NULL;
    }
    size_t offset = (size_t)((char *)e - (char *)t->entries);
    if (offset <= UINT16_MAX) {
        *(Instruction *)aux = aux_make(key, (unsigned)offset);
    }
    return e;
}

// The entry of [key] in the chain of __index tables above [t], which has no such field itself; NULL
// if there is none or something else than tables stands in the chain. Remembers where it was.
Entry *op_find_inherited(const Thread *L, const Table *t, const String *key, const Instruction *aux)
{
    const String *event = L->runtime->event_names[EVENT_INDEX];
    for (int depth = 0; depth < INHERITED_DEPTH_MAX && t->metatable != NULL; depth++) {
        const Entry *index = table_find_short(t->metatable, event);
        if (index == NULL || index->tag != TAG_TABLE) {
            return NULL;
        }
        t = (const Table *)index->value.pointer;
        const size_t offset = aux_offset(*aux);
        Entry *e = (Entry *)((char *)t->entries + offset);
        if (offset < t->entry_bytes && e->key.pointer == key && e->tag != TAG_NIL) {
            return e;
        }
        e = op_find_and_cache(t, key, aux);
        if (e != NULL) {
            return e;
        }
    }
    return NULL;
}

Step op_get(Thread *L, const Value *object, const Value *key, unsigned dest)
{
    Value result;
    Value arguments[2];
    if (meta_get(L, object, key, &result, &arguments[0])) {
        value_copy((Value *)((char *)L->frame->base + dest), &result);
        return step_run();
    }
    value_copy(&arguments[1], key);
    return call_metamethod(L, result, arguments, 2, COMPLETE_STORE, dest);
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
    return call_metamethod(L, method, arguments, 3, COMPLETE_IGNORE, 0);
}

// Stores R[A+1] ... R[A+count] from index [first] on.
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
