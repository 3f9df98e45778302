// SPDX-License-Identifier: MIT
// table.c: lookup, storing, length and iteration of tables. Layout: vm/base/object.h; how parts are
// made and grow: table_resize.c.
//
// A key is looked for as (payload bits, tag): integers, floats, booleans and pointers are equal
// when both are. Floats with integral values have become integers, so 0 and -0 or NaN cannot be
// here. Long strings are compared by contents. The payload of booleans is 0.
//
// Deleting stores nil and leaves the entry in its chain, so that traversals and repeated stores to
// the same key find it; the next rehash drops it. The collector may turn the key of such an entry
// into TAG_DEAD_KEY: then only 'next' still finds it, by address.

#include "vm/heap/table.h"

#include <limits.h>

#include "vm/base/number.h"
#include "vm/heap/gc.h"
#include "vm/heap/str.h"
#include "vm/heap/throw.h"

static const Value nil_value = {.tag = TAG_NIL};

// ---- hashing

// Pointers, float bits: the upper half is folded in, and the middle of the product
// depends on all of it, so that neither strides nor alignments make keys meet.
static inline uint32_t hash_bits(lua_Unsigned bits)
{
    return (uint32_t)((bits ^ bits >> 32) * 0x9e3779b97f4a7c15u >> 32);
}

// Integers: of as many keys in a row as there are buckets each has its own, in order, beginning
// anywhere. What is filled or read in order meets few others, and the same cache lines.
static inline uint32_t hash_integer(const Table *t, lua_Unsigned key)
{
    return (uint32_t)key + hash_bits(key & ~(lua_Unsigned)t->head_mask);
}

static inline uint32_t hash_key(const Table *t, Payload key, uint8_t key_tag)
{
    if (key_tag == TAG_SHORT_STRING) {
        return key.object->extra;
    }
    if (key_tag == TAG_LONG_STRING) {
        return str_hash_long((const String *)key.pointer);
    }
    return key_tag == TAG_INTEGER ? hash_integer(t, key.bits) : hash_bits(key.bits + key_tag);
}

// ---- finding

static inline Entry *find_bits(const Table *t, uint32_t hash, lua_Unsigned bits, uint8_t key_tag)
{
    uint32_t index = table_head(t, hash);
    while (index != 0) {
        Entry *e = t->entries + (index - 1);
        if (e->key.bits == bits && e->key_tag == key_tag) {
            return e;
        }
        index = e->next;
    }
    return NULL;
}

static Entry *find_long(const Table *t, const String *key)
{
    uint32_t index = table_head(t, str_hash_long(key));
    while (index != 0) {
        Entry *e = t->entries + (index - 1);
        if (e->key_tag == TAG_LONG_STRING && str_equal((const String *)e->key.pointer, key)) {
            return e;
        }
        index = e->next;
    }
    return NULL;
}

Entry *table_find_int(const Table *t, lua_Integer key)
{
    return find_bits(t, hash_integer(t, (lua_Unsigned)key), (lua_Unsigned)key, TAG_INTEGER);
}

// The key as it stands in entries: floats with integral values as integers, booleans with payload
// 0.
static inline Value normal_key(const Value *key)
{
    Value k = value_make(key->as, key->tag);
    lua_Integer i;
    if (k.tag == TAG_FLOAT && number_to_integer(k.as.number, &i)) {
        value_set_integer(&k, i);
    } else if (k.tag <= TAG_TRUE) {
        k.as.bits = 0;
    }
    return k;
}

static inline bool is_in_array(const Table *t, lua_Integer key)
{
    return (lua_Unsigned)key - 1 < t->array_capacity;
}

// Entry of a normal key that is no integer of the array part; or NULL.
static Entry *find_entry(const Table *t, const Value *key)
{
    switch (key->tag) {
    case TAG_SHORT_STRING:
        return table_find_short(t, value_string(key));
    case TAG_LONG_STRING:
        return find_long(t, value_string(key));
    default:
        return find_bits(t, hash_key(t, key->as, key->tag), key->as.bits, key->tag);
    }
}

// ---- reading

static inline Value entry_value(const Entry *e)
{
    return e != NULL ? value_make(e->value, e->tag) : nil_value;
}

Value table_get_int(const Table *t, lua_Integer key)
{
    lua_Unsigned i = (lua_Unsigned)key;
    if (LIKELY(i - 1 < t->array_capacity)) {
        return value_make(*table_array_payload(t, i), *table_array_tag(t, i));
    }
    return entry_value(table_find_int(t, key));
}

Value table_get_short(const Table *t, const String *key)
{
    return entry_value(table_find_short(t, key));
}

Value table_get_string(const Table *t, const String *key)
{
    return entry_value(key->header.type == TAG_SHORT_STRING ? table_find_short(t, key)
                                                            : find_long(t, key));
}

Value table_get(const Table *t, const Value *key)
{
    if (LIKELY(key->tag == TAG_SHORT_STRING)) {
        return table_get_short(t, value_string(key));
    }
    if (key->tag == TAG_INTEGER) {
        return table_get_int(t, key->as.integer);
    }
    Value k = normal_key(key);
    return k.tag == TAG_INTEGER ? table_get_int(t, k.as.integer) : entry_value(find_entry(t, &k));
}

// ---- storing

static inline Entry *append_entry(Table *t, uint32_t hash, Payload key, uint8_t key_tag)
{
    uint32_t number = table_entry_count(t);
    Entry *e = t->entries + number;
    t->entry_bytes += (uint32_t)sizeof(Entry);
    e->tag = TAG_NIL;
    e->key_tag = key_tag;
    e->spare = 0;
    e->key = key;
    ptrdiff_t head = -1 - (ptrdiff_t)(hash & t->head_mask);
    if (LIKELY(t->entry_capacity <= TABLE_HEADS8_MAX)) {
        uint8_t *heads = (uint8_t *)t->entries;
        e->next = heads[head];
        heads[head] = (uint8_t)(number + 1);
    } else if (t->entry_capacity <= TABLE_HEADS16_MAX) {
        uint16_t *heads = (uint16_t *)t->entries;
        e->next = heads[head];
        heads[head] = (uint16_t)(number + 1);
    } else {
        uint32_t *heads = (uint32_t *)t->entries;
        e->next = heads[head];
        heads[head] = number + 1;
    }
    return e;
}

Entry *table_append_entry(Table *t, Payload key, uint8_t key_tag)
{
    return append_entry(t, hash_key(t, key, key_tag), key, key_tag);
}

static inline void store_entry(Thread *L, Table *t, Entry *e, const Value *value)
{
    e->value = value->as;
    e->tag = value->tag;
    gc_barrier(L->runtime, &t->header, value);
}

static inline void store_element(Thread *L, Table *t, lua_Integer i, const Value *value)
{
    *table_array_payload(t, (lua_Unsigned)i) = value->as;
    *table_array_tag(t, (lua_Unsigned)i) = value->tag;
    gc_barrier(L->runtime, &t->header, value);
}

static inline bool entries_are_full(const Table *t)
{
    return t->entry_bytes == t->entry_capacity * (uint32_t)sizeof(Entry);
}

// Makes an entry for a normal key that is neither in the table nor an integer.
static inline Entry *new_entry(Thread *L, Table *t, uint32_t hash, const Value *key)
{
    if (UNLIKELY(entries_are_full(t))) {
        table_rehash(L, t, key);
    }
    Entry *e = append_entry(t, hash, key->as, key->tag);
    gc_barrier(L->runtime, &t->header, key);
    return e;
}

// Makes an entry for an integer that is not in the table. NULL: after making room it belongs to the
// array part.
static inline Entry *new_int_entry(Thread *L, Table *t, lua_Integer i)
{
    Value key;
    value_set_integer(&key, i);
    if (UNLIKELY(entries_are_full(t))) {
        table_rehash(L, t, &key);
        if (is_in_array(t, i)) {
            return NULL;
        }
    }
    return append_entry(t, hash_integer(t, key.as.bits), key.as, TAG_INTEGER);
}

// A list from 0 on, as constructors write it, stays among the entries as long as they have room:
// then it is traversed from 0 on, which programs take for granted.
static inline bool starts_at_zero(const Table *t)
{
    return t->array_capacity == 0 && !entries_are_full(t) && table_find_int(t, 0) != NULL;
}

// Stores under an integer key that is neither in the array part nor among the entries.
static void set_new_int(Thread *L, Table *t, lua_Integer key, const Value *value)
{
    if (value_is_nil(value)) {
        return;
    }
    if ((lua_Unsigned)key - 1 != t->array_capacity || starts_at_zero(t) ||
        !table_try_grow_array(L, t)) {
        Entry *e = new_int_entry(L, t, key);
        if (e != NULL) {
            store_entry(L, t, e, value);
            return;
        }
    }
    store_element(L, t, key, value);
}

void table_set_int(Thread *L, Table *t, lua_Integer key, const Value *value)
{
    if (LIKELY(is_in_array(t, key))) {
        store_element(L, t, key, value);
        return;
    }
    Entry *e = table_find_int(t, key);
    if (e != NULL) {
        store_entry(L, t, e, value);
    } else {
        set_new_int(L, t, key, value);
    }
}

void table_set_string(Thread *L, Table *t, String *key, const Value *value)
{
    bool is_short = key->header.type == TAG_SHORT_STRING;
    Entry *e = is_short ? table_find_short(t, key) : find_long(t, key);
    table_reset_absent(t);
    if (e == NULL) {
        if (value_is_nil(value)) {
            return;
        }
        Value k;
        value_set_string(&k, key);
        e = new_entry(L, t, is_short ? key->header.extra : str_hash_long(key), &k);
    }
    store_entry(L, t, e, value);
}

// A normal key that is no string and no integer.
static void set_other(Thread *L, Table *t, const Value *key, const Value *value)
{
    if (UNLIKELY(key->tag == TAG_NIL)) {
        throw_error(L, "table index is nil");
    }
    if (UNLIKELY(key->tag == TAG_FLOAT && key->as.number != key->as.number)) {
        throw_error(L, "table index is NaN");
    }
    uint32_t hash = hash_bits(key->as.bits + key->tag);
    Entry *e = find_bits(t, hash, key->as.bits, key->tag);
    if (e == NULL) {
        if (value_is_nil(value)) {
            return;
        }
        e = new_entry(L, t, hash, key);
    }
    store_entry(L, t, e, value);
}

void table_set(Thread *L, Table *t, const Value *key, const Value *value)
{
    if (value_is_string(key)) {
        table_set_string(L, t, value_string(key), value);
        return;
    }
    Value k = normal_key(key);
    if (k.tag == TAG_INTEGER) {
        table_set_int(L, t, k.as.integer, value);
    } else {
        set_other(L, t, &k, value);
    }
}

void table_add_key(Thread *L, Table *t, String *key)
{
    Value k;
    value_set_string(&k, key);
    if (find_entry(t, &k) == NULL) {
        new_entry(L, t, hash_key(t, k.as, k.tag), &k);
    }
}

// ---- length

static inline bool has_element(const Table *t, uint32_t i)
{
    return *table_array_tag(t, i) != TAG_NIL;
}

static inline bool has_int(const Table *t, lua_Unsigned key)
{
    const Entry *e = table_find_int(t, (lua_Integer)key);
    return e != NULL && e->tag != TAG_NIL;
}

// The array part is full to its end: the entries may go on.
static lua_Unsigned border_in_entries(const Table *t)
{
    lua_Unsigned present = t->array_capacity; // has a value, or is 0
    if (t->entry_bytes == 0 || !has_int(t, present + 1)) {
        return present;
    }
    present++;
    lua_Unsigned absent = present;
    do { // doubling steps, then the middle
        present = absent;
        if (present > (lua_Unsigned)LUA_MAXINTEGER / 2) {
            absent = LUA_MAXINTEGER;
            if (has_int(t, absent)) {
                return absent;
            }
            break;
        }
        absent = present * 2;
    } while (has_int(t, absent));
    while (absent - present > 1) {
        lua_Unsigned middle = present + (absent - present) / 2;
        if (has_int(t, middle)) {
            present = middle;
        } else {
            absent = middle;
        }
    }
    return present;
}

lua_Unsigned table_border(Table *t)
{
    uint32_t capacity = t->array_capacity;
    if (capacity == 0 || has_element(t, capacity)) {
        return border_in_entries(t);
    }
    // Between [present] (has a value, or is 0) and [absent] (has none), from the last answer.
    uint32_t present = 0, absent = capacity;
    uint32_t hint = t->array_border < capacity ? t->array_border : capacity;
    if (hint > 0 && !has_element(t, hint)) {
        absent = hint;
        if (hint > 1 && has_element(t, hint - 1)) {
            present = hint - 1;
        }
    } else {
        // The nearest first: a stray element behind a hole is not taken for the end where that is
        // cheap to see. Programs that append to tables with holes rely on it.
        present = hint;
        for (uint32_t step = 1; step < absent - hint; step *= 2) {
            if (!has_element(t, hint + step)) {
                absent = hint + step;
                break;
            }
            present = hint + step;
        }
    }
    while (absent - present > 1) {
        uint32_t middle = present + (absent - present) / 2;
        if (has_element(t, middle)) {
            present = middle;
        } else {
            absent = middle;
        }
    }
    t->array_border = present;
    return present;
}

// ---- iteration

uint32_t table_next_at(const Table *t, uint32_t position, Value *key, Value *value)
{
    uint32_t capacity = t->array_capacity;
    const uint8_t *tags = (const uint8_t *)t->array;
    while (position < capacity) {
        uint8_t tag = tags[position++];
        if (tag != TAG_NIL) {
            value_set_integer(key, position);
            value->as = *table_array_payload(t, position);
            value->tag = tag;
            return position;
        }
    }
    uint32_t count = table_entry_count(t);
    for (uint32_t i = position - capacity; i < count; i++) {
        const Entry *e = t->entries + i;
        if (e->tag != TAG_NIL) {
            key->as = e->key;
            key->tag = e->key_tag;
            value->as = e->value;
            value->tag = e->tag;
            return capacity + i + 1;
        }
    }
    return 0;
}

// An entry whose key the collector has forgotten: the object given is still at that address.
static const Entry *find_dead(const Table *t, const Value *key)
{
    uint32_t index = table_head(t, hash_key(t, key->as, key->tag));
    while (index != 0) {
        const Entry *e = t->entries + (index - 1);
        if (e->key_tag == TAG_DEAD_KEY && e->key.bits == key->as.bits) {
            return e;
        }
        index = e->next;
    }
    return NULL;
}

uint32_t table_position_after(Thread *L, const Table *t, const Value *key)
{
    if (value_is_nil(key)) {
        return 0;
    }
    // A float that equals an integer is no key of the table, as in 5.4.
    if (key->tag == TAG_INTEGER && is_in_array(t, key->as.integer)) {
        return (uint32_t)key->as.integer;
    }
    const Entry *e = find_entry(t, key);
    if (e == NULL && tag_is_collectable(key->tag)) {
        e = find_dead(t, key);
    }
    if (e == NULL) {
        throw_error(L, "invalid key to 'next'");
    }
    return t->array_capacity + (uint32_t)(e - t->entries) + 1;
}
