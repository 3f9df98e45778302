// SPDX-License-Identifier: MIT
// table.h: Lua tables. Layout and invariants: vm/base/object.h (struct Table).
//
// Stores here are raw: metamethods belong to vm/exec. Functions that store run the write barrier
// for the value and key. A rehash decides the split between array and entries (manual: more than
// half of the slots in use) and leaves at least a quarter free. Iteration order is array, then
// insertion order. Assigning nil to an existing field during a traversal is allowed.

#ifndef NEAP_VM_HEAP_TABLE_H
#define NEAP_VM_HEAP_TABLE_H

#include "vm/base/object.h"

// Most entries and array elements that a table can have; above: "table overflow".
#define TABLE_ENTRIES_MAX (UINT32_MAX / (uint32_t)sizeof(Entry))
#define TABLE_ARRAY_MAX ((uint32_t)1 << 31)

// Most entries whose bucket heads are 8 and 16 bits wide.
#define TABLE_HEADS8_MAX 254u
#define TABLE_HEADS16_MAX 65534u

// header.aux: parts that stand in the table's own cell.
enum TablePart { TABLE_OWN_ARRAY = 1, TABLE_OWN_ENTRIES = 2 };

extern Payload table_empty_array[1];                // what [array] points to with capacity 0
extern Entry table_empty_block[2];                  // an empty head, then
#define table_empty_entries (table_empty_block + 1) // what [entries] points to with capacity 0

// May collect; the result is not anchored. [array_size] and [entry_count] are room, not contents.
Table *table_new(Thread *L, uint32_t array_size, uint32_t entry_count);
// A copy of [model]'s entry part (keys, values, order) and room for [array_size] elements, no
// metatable. [model] must be reachable.
Table *table_copy_template(Thread *L, const Table *model, uint32_t array_size);
// Makes a field [key] with value nil, if there is none (constructor templates). Its entry's number
// is the number of keys added before. Templates are made by table_new with the exact entry count.
void table_add_key(Thread *L, Table *t, String *key);

// ---- raw reads: the value, or nil. Borrowed.
Value table_get(const Table *t, const Value *key);
Value table_get_int(const Table *t, lua_Integer key);
Value table_get_short(const Table *t, const String *key); // short strings only
Value table_get_string(const Table *t, const String *key);

// ---- raw writes. New keys may resize (so may collect) and throw LUA_ERRMEM; key and value must be
// reachable. table_set throws "table index is nil" and "table index is NaN"; float keys with
// integral values become integers.
void table_set(Thread *L, Table *t, const Value *key, const Value *value);
void table_set_int(Thread *L, Table *t, lua_Integer key, const Value *value);
void table_set_string(Thread *L, Table *t, String *key, const Value *value);

// ---- size
lua_Unsigned table_border(Table *t); // '#': some border, in O(log n)
// Makes the array part at least [array_size] elements, and the entry part [entry_count] entries.
void table_reserve(Thread *L, Table *t, uint32_t array_size, uint32_t entry_count);

// ---- iteration. Position 0 starts; positions are array_capacity elements, then entries.
// Stores the next pair with a value at or after [position] to key and value, returns the position
// after it; 0 at the end (then neither is touched). Any position is safe, even after a rehash.
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
// Entry part by number; number < table_entry_count.
static inline Entry *table_entry(const Table *t, uint32_t number)
{
    return t->entries + number;
}

// Head of the chain for a hash: entry number + 1, or 0.
static inline uint32_t table_head(const Table *t, uint32_t hash)
{
    size_t bucket = hash & t->head_mask;
    if (LIKELY(t->entry_capacity <= TABLE_HEADS8_MAX)) {
        return ((const uint8_t *)t->entries - 1)[-(ptrdiff_t)bucket];
    }
    if (t->entry_capacity <= TABLE_HEADS16_MAX) {
        return ((const uint16_t *)t->entries - 1)[-(ptrdiff_t)bucket];
    }
    return ((const uint32_t *)t->entries - 1)[-(ptrdiff_t)bucket];
}
// Entry of a short string key, or NULL if the key was never inserted. The value may be nil.
static inline Entry *table_find_short(const Table *t, const String *key)
{
    uint32_t index = table_head(t, key->header.extra);
    while (index != 0) {
        Entry *e = t->entries + (index - 1);
        if (LIKELY(e->key.pointer == (const void *)key) && LIKELY(e->key_tag == TAG_SHORT_STRING)) {
            return e;
        }
        index = e->next;
    }
    return NULL;
}
// Entry of an integer key outside of the array part, or NULL.
Entry *table_find_int(const Table *t, lua_Integer key);

// '#' where the last answer is still right, or one off.
static inline lua_Unsigned table_length(Table *t)
{
    uint32_t hint = t->array_border;
    const uint8_t *tags = (const uint8_t *)t->array;
    if (LIKELY(hint < t->array_capacity && hint > 0 && tags[hint - 1] != TAG_NIL)) {
        if (tags[hint] == TAG_NIL) {
            return hint;
        }
        if (hint + 1 < t->array_capacity && tags[hint + 1] == TAG_NIL) {
            return t->array_border = hint + 1;
        }
    }
    return table_border(t);
}

// Forgets which metamethods are absent; to be called where a field of [t] may come into being
// without table_set (which does it itself).
static inline void table_reset_absent(Table *t)
{
    t->header.extra = 0;
}

// ---- for the collector

// Bytes of the parts as they were asked of mem_part_new, and their addresses (NULL: empty, or
// within the table's own cell).
size_t table_array_bytes(const Table *t);
size_t table_entries_bytes(const Table *t);
void *table_array_part(const Table *t);
void *table_entries_part(const Table *t);

// ---- between table.c and table_resize.c

// Makes room for one more entry, for [key]. Afterwards the key may belong to the array part.
void table_rehash(Thread *L, Table *t, const Value *key);
// Tries to make the array part long enough for the key array_capacity + 1, which is not in the
// table.
bool table_try_grow_array(Thread *L, Table *t);
// Adds an entry for a key that is not in the table, with room for it. The value is nil.
Entry *table_append_entry(Table *t, Payload key, uint8_t key_tag);

#endif
