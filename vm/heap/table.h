// SPDX-License-Identifier: MIT
// table.h: Lua tables. Layout and invariants: vm/base/object.h (struct Table).
//
// Stores here are raw: metamethods belong to vm/exec. Functions that store run the write barrier for the value
// and key. A rehash decides the split between array and entries (manual: more than half of the slots in use) and
// leaves at least a quarter free. Iteration order is array, then insertion order.
// Assigning nil to an existing field during a traversal is allowed.

#ifndef NEAP_VM_HEAP_TABLE_H
#define NEAP_VM_HEAP_TABLE_H

#include "vm/base/object.h"

extern Payload table_empty_array[];  // what [array] points to with capacity 0
extern Entry table_empty_entries[];  // what [entries] points to with capacity 0 (one empty head before it)

// May collect; the result is not anchored. [array_size] and [entry_count] are room, not contents.
Table *table_new(Thread *L, uint32_t array_size, uint32_t entry_count);
// A copy of [model]'s entry part (keys, values, order) and room for [array_size] elements, no metatable.
Table *table_copy_template(Thread *L, const Table *model, uint32_t array_size);

// ---- raw reads: the value, or nil. Borrowed.
Value table_get(const Table *t, const Value *key);
Value table_get_int(const Table *t, lua_Integer key);
Value table_get_short(const Table *t, const String *key); // short strings only
Value table_get_string(const Table *t, const String *key);
// Entry of a short string key, or NULL if the key was never inserted. The value may be nil.
Entry *table_find_short(const Table *t, const String *key);

// ---- raw writes. New keys may resize (so may collect) and throw LUA_ERRMEM; key and value must be reachable.
// table_set throws "table index is nil" and "table index is NaN"; float keys with integral values become integers.
void table_set(Thread *L, Table *t, const Value *key, const Value *value);
void table_set_int(Thread *L, Table *t, lua_Integer key, const Value *value);
void table_set_string(Thread *L, Table *t, String *key, const Value *value);

// ---- size
lua_Unsigned table_border(Table *t); // '#': some border, in O(log n)
void table_reserve(Thread *L, Table *t, uint32_t array_size, uint32_t entry_count);

// ---- iteration. Position 0 starts; positions are array_capacity elements, then entries.
// Stores the next pair with a value at or after [position] to key and value, returns the position after it; 0 at the end.
uint32_t table_next_at(const Table *t, uint32_t position, Value *key, Value *value);
// The position after [key] (nil: 0); throws "invalid key to 'next'" if the key is unknown.
uint32_t table_position_after(Thread *L, const Table *t, const Value *key);

// Array part by address; 1 <= i <= array_capacity.
static inline Payload *table_array_payload(const Table *t, lua_Unsigned i)
{
    return t->array - i;
}
static inline uint8_t *table_array_tag(const Table *t, lua_Unsigned i)
{
    return (uint8_t *)t->array + (i - 1);
}
static inline uint32_t table_entry_count(const Table *t)
{
    return t->entry_bytes / (uint32_t)sizeof(Entry);
}
// Forgets which metamethods are absent; to be called where a field of [t] may come into being without
// table_set (which does it itself).
static inline void table_reset_absent(Table *t)
{
    t->header.extra = 0;
}

// For the collector: bytes of the parts as they were asked of mem_part_new, and their addresses.
size_t table_array_bytes(const Table *t);
size_t table_entries_bytes(const Table *t);
void *table_array_part(const Table *t);   // NULL if empty
void *table_entries_part(const Table *t); // NULL if empty

#endif
