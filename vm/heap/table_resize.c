// SPDX-License-Identifier: MIT
// table_resize.c: making tables and their parts, and deciding how large the parts are.
//
// Two things make a table change its parts. A key one past the array part makes the array part
// twice as long, if more than half of that is then in use. Any other new key finds the entries
// full: then everything is counted (table_rehash), deleted entries are dropped, integer keys move
// to where they belong, and at least a quarter of the entries comes out free, so that the next
// rehash is as far away as this one was expensive. Where the capacity stays the same, entries are
// moved together in place.
//
// Memory may run out, or the collector run, at each allocation. So one part is replaced at a time,
// the table is valid in between, and parts never hang in the air: entries are made roomy before
// array elements move there, the array part is made long before entries move there.
//
// A constructor's table has its parts behind it in its own cell if they are small; when they are
// outgrown, that room is lost until the table dies.

#include "vm/heap/table.h"

#include <string.h>

#include "vm/heap/gc.h"
#include "vm/heap/heap.h"
#include "vm/heap/mem.h"
#include "vm/heap/throw.h"

#define OWN_PARTS_MAX 320 // bytes of parts in the table's own cell
#define ENTRIES_LEAST 4   // capacity of the first entry part that grows by itself
#define ARRAY_LEAST 4     // elements, likewise

Payload table_empty_array[1];
Entry table_empty_block[2];

// ---- sizes

static size_t round_up_8(size_t bytes)
{
    return (bytes + 7) & ~(size_t)7;
}

static uint32_t round_up_power_of_2(uint32_t n)
{
    return n <= 1 ? 1 : (uint32_t)1 << (32 - __builtin_clz(n - 1));
}

// Tags are rounded up, for they are counted eight at a time.
static size_t array_bytes(uint32_t capacity)
{
    return capacity * sizeof(Payload) + round_up_8(capacity);
}

static uint32_t head_count(uint32_t capacity)
{
    return round_up_power_of_2(capacity);
}

static size_t heads_bytes(uint32_t capacity)
{
    size_t width = capacity <= TABLE_HEADS8_MAX ? 1 : capacity <= TABLE_HEADS16_MAX ? 2 : 4;
    return round_up_8(head_count(capacity) * width);
}

static size_t entries_bytes(uint32_t capacity)
{
    return capacity == 0 ? 0 : heads_bytes(capacity) + capacity * sizeof(Entry);
}

// Smallest capacity that leaves a quarter free.
static uint32_t entry_capacity_for(Thread *L, uint64_t count)
{
    if (count > TABLE_ENTRIES_MAX) {
        throw_error(L, "table overflow");
    }
    uint64_t wanted = (count * 4 + 2) / 3;
    if (wanted > (uint32_t)1 << 27) {
        return TABLE_ENTRIES_MAX; // the next power of 2 has too many bytes for 32 bits
    }
    return wanted <= ENTRIES_LEAST ? ENTRIES_LEAST : round_up_power_of_2((uint32_t)wanted);
}

size_t table_array_bytes(const Table *t)
{
    return t->header.aux & TABLE_OWN_ARRAY ? 0 : array_bytes(t->array_capacity);
}

size_t table_entries_bytes(const Table *t)
{
    return t->header.aux & TABLE_OWN_ENTRIES ? 0 : entries_bytes(t->entry_capacity);
}

void *table_array_part(const Table *t)
{
    return table_array_bytes(t) == 0 ? NULL : t->array - t->array_capacity;
}

void *table_entries_part(const Table *t)
{
    return table_entries_bytes(t) == 0 ? NULL : (char *)t->entries - heads_bytes(t->entry_capacity);
}

// ---- replacing parts

static void free_array(Thread *L, Table *t)
{
    mem_part_moved(L, &t->header);
    mem_part_free(L, &t->header, table_array_part(t), table_array_bytes(t));
    t->header.aux &= (uint8_t)~TABLE_OWN_ARRAY;
}

static void place_array(Table *t, void *part, uint32_t capacity)
{
    t->array = (Payload *)part + capacity;
    t->array_capacity = capacity;
    t->array_border = capacity;
}

// Entry part without entries.
static void place_entries(Table *t, void *part, uint32_t capacity)
{
    size_t heads = heads_bytes(capacity);
    memset(part, 0, heads);
    t->entries = (Entry *)((char *)part + heads);
    t->entry_bytes = 0;
    t->entry_capacity = capacity;
    t->head_mask = head_count(capacity) - 1;
}

static void place_empty_entries(Table *t)
{
    t->entries = table_empty_entries;
    t->entry_bytes = t->entry_capacity = t->head_mask = 0;
}

// Replaces the array part by one of another length. Elements beyond it are lost: the caller has
// moved them. New ones are nil.
static void resize_array(Thread *L, Table *t, uint32_t capacity)
{
    Payload *array = table_empty_array;
    uint32_t border = t->array_border < capacity ? t->array_border : capacity;
    if (capacity > 0) {
        Payload *part = mem_part_new(L, &t->header, array_bytes(capacity));
        array = part + capacity;
        uint32_t kept = t->array_capacity < capacity ? t->array_capacity : capacity;
        memcpy(array - kept, t->array - kept, kept * sizeof(Payload));
        memcpy(array, t->array, kept);
        memset((uint8_t *)array + kept, TAG_NIL, capacity - kept);
    }
    free_array(L, t);
    t->array = array;
    t->array_capacity = capacity;
    t->array_border = border;
}

// Appends [from]'s entries that have a value. They may overlap with t's: each is read before its
// own place is written.
static void copy_entries(Table *t, const Entry *from, uint32_t count)
{
    for (const Entry *e = from, *end = from + count; e < end; e++) {
        uint8_t tag = e->tag;
        if (tag != TAG_NIL) {
            Payload value = e->value;
            Entry *copy = table_append_entry(t, e->key, e->key_tag);
            copy->value = value;
            copy->tag = tag;
        }
    }
}

// Replaces the entry part by one with another capacity, without deleted entries.
static void resize_entries(Thread *L, Table *t, uint32_t capacity)
{
    void *part = capacity > 0 ? mem_part_new(L, &t->header, entries_bytes(capacity)) : NULL;
    const Entry *old_entries = t->entries;
    void *old_part = table_entries_part(t);
    size_t old_bytes = table_entries_bytes(t);
    uint32_t count = table_entry_count(t);
    if (part != NULL) {
        place_entries(t, part, capacity);
        copy_entries(t, old_entries, count);
    } else {
        place_empty_entries(t);
    }
    t->header.aux &= (uint8_t)~TABLE_OWN_ENTRIES;
    mem_part_moved(L, &t->header);
    mem_part_free(L, &t->header, old_part, old_bytes);
}

// Drops deleted entries without new memory.
static void compact_entries(Thread *L, Table *t)
{
    uint32_t count = table_entry_count(t);
    void *part = (char *)t->entries - heads_bytes(t->entry_capacity);
    place_entries(t, part, t->entry_capacity);
    copy_entries(t, t->entries, count);
    mem_part_moved(L, &t->header);
}

static void resize_or_compact_entries(Thread *L, Table *t, uint32_t capacity)
{
    if (capacity != t->entry_capacity) {
        resize_entries(L, t, capacity);
    } else if (capacity > 0) {
        compact_entries(L, t);
    }
}

// Moves integer keys that now belong to the array part there.
static void move_entries_to_array(Table *t)
{
    for (Entry *e = t->entries, *end = e + table_entry_count(t); e < end; e++) {
        if (e->tag != TAG_NIL && e->key_tag == TAG_INTEGER && e->key.bits - 1 < t->array_capacity) {
            *table_array_payload(t, e->key.bits) = e->value;
            *table_array_tag(t, e->key.bits) = e->tag;
            e->tag = TAG_NIL;
        }
    }
}

// Adds the elements beyond [capacity] to the entries, which have room for them, and forgets them.
static void move_array_to_entries(Table *t, uint32_t capacity)
{
    for (uint32_t i = capacity + 1; i <= t->array_capacity; i++) {
        uint8_t *tag = table_array_tag(t, i);
        if (*tag != TAG_NIL) {
            Payload key = {.bits = i};
            Entry *e = table_append_entry(t, key, TAG_INTEGER);
            e->value = *table_array_payload(t, i);
            e->tag = *tag;
            *tag = TAG_NIL;
        }
    }
}

// Like resize_array to fewer elements, but those beyond go to the entries, which have room for
// them. Nothing changes if memory is short.
static void shrink_array(Thread *L, Table *t, uint32_t capacity)
{
    Payload *array = table_empty_array;
    if (capacity > 0) {
        Payload *part = mem_part_new(L, &t->header, array_bytes(capacity));
        array = part + capacity;
        memcpy(array - capacity, t->array - capacity, capacity * sizeof(Payload));
        memcpy(array, t->array, capacity);
    }
    move_array_to_entries(t, capacity);
    free_array(L, t);
    t->array = array;
    t->array_capacity = capacity;
    t->array_border = t->array_border < capacity ? t->array_border : capacity;
}

// ---- counting

// Number of elements with a value in positions from + 1 to [to].
static uint32_t count_elements(const Table *t, uint32_t from, uint32_t to)
{
    const uint64_t low_bits = 0x7f7f7f7f7f7f7f7fu;
    const uint8_t *tags = (const uint8_t *)t->array;
    uint32_t count = 0;
    uint32_t i = from;
    for (; i + 8 <= to; i += 8) { // the high bit of each byte that is not 0; then their sum
        uint64_t word;
        memcpy(&word, tags + i, sizeof word);
        word = (((word & low_bits) + low_bits) | word) & ~low_bits;
        count += (uint32_t)((word >> 7) * 0x0101010101010101u >> 56);
    }
    for (; i < to; i++) {
        count += tags[i] != TAG_NIL;
    }
    return count;
}

// What a rehash needs to know. bins[k]: integer keys in 2^(k-1) + 1 ... 2^k.
typedef struct Census {
    uint64_t bins[33];
    uint64_t integers;       // sum of the bins
    uint64_t entries;        // entries with a value, and the new key
    uint32_t array_elements; // in the array part, with a value
} Census;

static void count_integer(Census *c, lua_Unsigned key)
{
    if (key - 1 < TABLE_ARRAY_MAX) {
        c->bins[key == 1 ? 0 : 64 - __builtin_clzll(key - 1)]++;
        c->integers++;
    }
}

static void count_entries(const Table *t, Census *c)
{
    for (const Entry *e = t->entries, *end = e + table_entry_count(t); e < end; e++) {
        if (e->tag != TAG_NIL) {
            c->entries++;
            if (e->key_tag == TAG_INTEGER) {
                count_integer(c, e->key.bits);
            }
        }
    }
}

static void count_array(const Table *t, Census *c)
{
    uint32_t from = 0;
    for (int k = 0; from < t->array_capacity; k++) {
        uint64_t bin_end = (uint64_t)1 << k;
        uint32_t to = bin_end < t->array_capacity ? (uint32_t)bin_end : t->array_capacity;
        uint32_t count = count_elements(t, from, to);
        c->bins[k] += count;
        c->integers += count;
        c->array_elements += count;
        from = to;
    }
}

// The largest power of 2 such that more than half of 1 ... it are keys; 0 if there is none.
// *inside is the number of those keys.
static uint32_t best_array_size(const Census *c, uint64_t *inside)
{
    uint64_t keys = 0, best = 0;
    *inside = 0;
    for (int k = 0; k <= 31 && c->integers > ((uint64_t)1 << k) / 2; k++) {
        keys += c->bins[k];
        if (keys > ((uint64_t)1 << k) / 2) {
            best = (uint64_t)1 << k;
            *inside = keys;
        }
    }
    return (uint32_t)best;
}

// Counting a long array part at every rehash of a few entries would not pay: it is left alone
// unless integer keys want in.
static bool should_count_array(const Table *t, const Census *c)
{
    return c->integers > 0 || t->array_capacity / 32 <= t->entry_capacity + 2;
}

// The new length of the array part. *inside is the number of keys that will be in it, the new one
// included. It stays as it is where no key would be gained, or while a quarter of it is in use, so
// that it does not come and go.
static uint32_t choose_array_size(const Table *t, const Census *c, uint64_t *inside)
{
    uint32_t old = t->array_capacity;
    uint32_t best = best_array_size(c, inside);
    if (best > old && *inside > c->array_elements) {
        return best;
    }
    if (best >= old || old <= ARRAY_LEAST || c->array_elements >= old / 4) {
        *inside = c->array_elements;
        return old;
    }
    return best;
}

void table_rehash(Thread *L, Table *t, const Value *key)
{
    Census c = {.entries = 1};
    if (key->tag == TAG_INTEGER) {
        count_integer(&c, key->as.bits);
    }
    count_entries(t, &c);
    uint32_t array_size = t->array_capacity;
    if (should_count_array(t, &c)) {
        uint64_t inside;
        count_array(t, &c);
        array_size = choose_array_size(t, &c, &inside);
        c.entries = c.entries + c.array_elements - inside;
    }
    uint32_t capacity = c.entries > 0 ? entry_capacity_for(L, c.entries) : 0;
    if (array_size > t->array_capacity) {
        resize_array(L, t, array_size);
        move_entries_to_array(t);
    }
    resize_or_compact_entries(L, t, capacity);
    if (array_size < t->array_capacity) {
        shrink_array(L, t, array_size);
    }
}

bool table_try_grow_array(Thread *L, Table *t)
{
    uint32_t old = t->array_capacity;
    if (old > TABLE_ARRAY_MAX / 2) {
        return false;
    }
    uint32_t capacity = old < ARRAY_LEAST ? ARRAY_LEAST : round_up_power_of_2(old + 1);
    if (old >= ARRAY_LEAST && count_elements(t, 0, old) + 1 <= capacity / 2) {
        return false;
    }
    resize_array(L, t, capacity);
    if (t->entry_bytes > 0) {
        move_entries_to_array(t);
    }
    return true;
}

void table_reserve(Thread *L, Table *t, uint32_t array_size, uint32_t entry_count)
{
    if (array_size > TABLE_ARRAY_MAX || entry_count > TABLE_ENTRIES_MAX) {
        throw_error(L, "table overflow");
    }
    if (array_size > t->array_capacity) {
        resize_array(L, t, array_size);
        t->array_border = array_size; // the best guess: all of it is going to be used
        move_entries_to_array(t);
    }
    if (entry_count > t->entry_capacity) {
        resize_entries(L, t, entry_count);
    }
}

// ---- making

// A table without parts, with [own_bytes] of room behind it.
static inline Table *new_table(Thread *L, size_t own_bytes)
{
    Table *t = (Table *)mem_new_object_fast(L, TAG_TABLE, sizeof(Table) + own_bytes);
    t->metatable = NULL;
    t->array = table_empty_array;
    t->array_capacity = t->array_border = 0;
    t->object_bytes = (uint32_t)(sizeof(Table) + own_bytes);
    place_empty_entries(t);
    return t;
}

// A table with empty parts in its own cell.
static inline Table *new_table_with_parts(Thread *L, uint32_t array_size, uint32_t entry_count)
{
    size_t array_room = array_bytes(array_size);
    Table *t = new_table(L, array_room + entries_bytes(entry_count));
    if (array_size > 0) {
        place_array(t, t + 1, array_size);
        for (uint32_t i = 0; i < array_size; i += 8) { // eight tags at a time, all TAG_NIL
            t->array[i / 8].bits = 0;
        }
        t->header.aux |= TABLE_OWN_ARRAY;
    }
    if (entry_count > 0) {
        place_entries(t, (char *)(t + 1) + array_room, entry_count);
        t->header.aux |= TABLE_OWN_ENTRIES;
    }
    return t;
}

static bool fits_own_cell(uint32_t array_size, uint32_t entry_count)
{
    return array_size < OWN_PARTS_MAX && entry_count < OWN_PARTS_MAX &&
           array_bytes(array_size) + entries_bytes(entry_count) <= OWN_PARTS_MAX;
}

Table *table_new(Thread *L, uint32_t array_size, uint32_t entry_count)
{
    if (LIKELY((array_size | entry_count) == 0)) {
        return new_table(L, 0);
    }
    if (fits_own_cell(array_size, entry_count)) {
        return new_table_with_parts(L, array_size, entry_count);
    }
    Table *t = new_table(L, 0);
    table_reserve(L, t, array_size, entry_count); // keeps it alive, as the owner of the parts
    return t;
}

// A copy of [model], whose entries stand in its own cell, in one go.
static Table *copy_cell(Thread *L, const Table *model)
{
    Table *t = (Table *)mem_new_object_fast(L, TAG_TABLE, model->object_bytes);
    memcpy(&t->metatable, &model->metatable, model->object_bytes - offsetof(Table, metatable));
    t->header.aux = model->header.aux;
    t->entries = (Entry *)((char *)t + ((const char *)model->entries - (const char *)model));
    return t;
}

Table *table_copy_template(Thread *L, const Table *model, uint32_t array_size)
{
    if (LIKELY(array_size == 0 && model->header.aux == TABLE_OWN_ENTRIES)) {
        return copy_cell(L, model);
    }
    uint32_t capacity = model->entry_capacity;
    Table *t = table_new(L, array_size, capacity);
    if (capacity > 0) {
        size_t heads = heads_bytes(capacity);
        memcpy((char *)t->entries - heads, (const char *)model->entries - heads,
               heads + model->entry_bytes);
        t->entry_bytes = model->entry_bytes;
    }
    return t;
}
