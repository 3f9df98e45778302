// SPDX-License-Identifier: MIT
// str.c: making, interning, hashing and comparing strings.
//
// The intern table is a power of 2 of 64-bit slots, probed one after the other from the hash's low
// bits. A slot holds the string's address in its low 48 bits and the hash's upper 16 bits above
// them, so that a probe looks at a string only when it is very likely the right one: 8 bytes a
// slot keep a small state small. Two addresses that no string can have mean "empty" (0) and
// "removed" (1). Removing marks a slot "removed" only when the next one is in use.
//
// Strings are removed when their cell is reused (str_unlink), long after they died. Rebuilding the
// table drops the dead ones at once; str_unlink then does not find them, and that is all right.

#include "vm/heap/str.h"

#include <string.h>

#include "vm/base/number.h"
#include "vm/heap/gc.h"
#include "vm/heap/mem.h"
#include "vm/heap/runtime.h"
#include "vm/heap/throw.h"

#define SLOT_EMPTY 0u
#define SLOT_REMOVED 1u
#define SLOT_ADDRESS (((uint64_t)1 << 48) - 1)

#define STRINGS_INITIAL 128 // slots
// Up to here tables stay rather empty, so that the first probe mostly tells and is foreseen. Larger
// ones wait for memory anyway, and would need much of it.
#define STRINGS_ROOMY 65536

struct StringTable {
    uint64_t *slots; // owns
    uint32_t mask;   // number of slots - 1
    uint32_t count;  // strings
    uint32_t used;   // strings and removed slots
    uint32_t spare;
};

// ---- hashing

static inline uint64_t load_8(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

static inline uint64_t load_4(const char *p)
{
    uint32_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

// Both halves of the product, mixed.
static inline uint64_t multiply_fold(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
    uint64_t low = (a & 0xffffffff) * (b & 0xffffffff);
    uint64_t high = (a >> 32) * (b >> 32);
    uint64_t cross = (a >> 32) * (b & 0xffffffff) + (a & 0xffffffff) * (b >> 32);
    return low ^ high ^ (cross << 32 | cross >> 32);
#endif
}

// Both factors of each product contain the seed, so that nobody who does not know it can make one
// of them zero, or make two strings meet.
static inline uint32_t hash_seeded(const char *bytes, size_t length, uint64_t seed)
{
    uint64_t secret = (seed ^ 0x9e6c63d0873b5a47u) * 0xd1342543de82ef95u;
    uint64_t hash = seed ^ (length * 0xa0761d6478bd642fu);
    while (length > 16) {
        hash = multiply_fold(load_8(bytes) ^ secret, load_8(bytes + 8) ^ hash);
        bytes += 16;
        length -= 16;
    }
    uint64_t a = 0, b = 0; // the last 16 bytes; shorter rests are read as overlapping words
    if (length >= 8) {
        a = load_8(bytes);
        b = load_8(bytes + length - 8);
    } else if (length >= 4) {
        a = load_4(bytes);
        b = load_4(bytes + length - 4);
    } else if (length > 0) {
        a = (uint64_t)(uint8_t)bytes[0] << 16 | (uint64_t)(uint8_t)bytes[length / 2] << 8 |
            (uint8_t)bytes[length - 1];
    }
    hash = multiply_fold(a ^ secret, b ^ hash);
    return (uint32_t)(hash ^ hash >> 32);
}

uint32_t str_hash_long(const String *s)
{
    if (!s->header.aux) {
        Object *header = (Object *)&s->header; // remembering is no visible change
        header->extra = hash_seeded(s->bytes, s->length, header->extra);
        header->aux = 1;
    }
    return s->header.extra;
}

// ---- intern table

static inline uint64_t slot_tag(uint32_t hash)
{
    return (uint64_t)(hash >> 16) << 48;
}

static inline String *slot_string(uint64_t slot)
{
    return (String *)(uintptr_t)(slot & SLOT_ADDRESS);
}

static inline bool slot_is_string(uint64_t slot)
{
    return slot > SLOT_REMOVED;
}

static inline uint64_t slot_of(const String *s)
{
    return (uint64_t)(uintptr_t)s | slot_tag(s->header.extra);
}

// Equality of the first [length] bytes. Short strings only: a call of memcmp would cost more.
static inline bool equal_bytes(const char *a, const char *b, size_t length)
{
    if (length >= 8) {
        for (size_t i = 0; i + 8 < length; i += 8) {
            if (load_8(a + i) != load_8(b + i)) {
                return false;
            }
        }
        return load_8(a + length - 8) == load_8(b + length - 8);
    }
    if (length >= 4) {
        return load_4(a) == load_4(b) && load_4(a + length - 4) == load_4(b + length - 4);
    }
    for (size_t i = 0; i < length; i++) {
        if (a[i] != b[i]) {
            return false;
        }
    }
    return true;
}

// Finds the string with these bytes, dead or alive; NULL if there is none.
static inline String *find_string(const StringTable *strings, const char *bytes, size_t length,
                                  uint32_t hash)
{
    uint64_t tag = slot_tag(hash);
    for (uint32_t i = hash & strings->mask;; i = (i + 1) & strings->mask) {
        uint64_t slot = strings->slots[i];
        if (slot_is_string(slot) && (slot & ~SLOT_ADDRESS) == tag) {
            String *s = slot_string(slot);
            if (s->header.extra == hash && s->length == length &&
                equal_bytes(s->bytes, bytes, length)) {
                return s;
            }
        } else if (slot == SLOT_EMPTY) {
            return NULL;
        }
    }
}

// Adds a string that is not in the table yet; there is an empty slot.
static void enter_string(StringTable *strings, const String *s)
{
    uint32_t i = s->header.extra & strings->mask;
    while (slot_is_string(strings->slots[i])) {
        i = (i + 1) & strings->mask;
    }
    strings->used += strings->slots[i] == SLOT_EMPTY;
    strings->count++;
    strings->slots[i] = slot_of(s);
}

// The slots for [live] strings after a rebuild, which is not needed again soon.
static size_t capacity_for(uint32_t live)
{
    size_t capacity = STRINGS_INITIAL;
    while (capacity / (capacity <= STRINGS_ROOMY ? 4 : 2) < (size_t)live + 1) {
        capacity *= 2;
    }
    return capacity;
}

// Rebuilds the table without dead strings. If memory is short the old table stays, as long as it
// has an empty slot.
static void rebuild_table(Thread *L)
{
    Runtime *rt = L->runtime;
    StringTable *strings = rt->strings;
    uint32_t live = 0;
    for (uint32_t i = 0; i <= strings->mask; i++) {
        uint64_t slot = strings->slots[i];
        live += slot_is_string(slot) && !gc_is_dead(rt, &slot_string(slot)->header);
    }
    size_t capacity = capacity_for(live);
    if (capacity > (size_t)1 << 31) {
        mem_too_big(L);
    }
    uint64_t *slots = mem_try_alloc(L, capacity * sizeof *slots);
    if (slots == NULL) {
        if (strings->used >= strings->mask) {
            throw_memory(L);
        }
        return;
    }
    uint64_t *old_slots = strings->slots;
    uint32_t old_mask = strings->mask;
    memset(slots, 0, capacity * sizeof *slots);
    strings->slots = slots;
    strings->mask = (uint32_t)(capacity - 1);
    strings->count = strings->used = 0;
    for (uint32_t i = 0; i <= old_mask; i++) {
        if (slot_is_string(old_slots[i])) {
            String *s = slot_string(old_slots[i]);
            if (!gc_is_dead(rt, &s->header)) {
                enter_string(strings, s);
            }
        }
    }
    mem_free(L, old_slots, ((size_t)old_mask + 1) * sizeof *old_slots);
}

// True for a table that was large once.
static inline bool is_too_large(const StringTable *strings)
{
    return strings->count < strings->mask / 16 && strings->mask >= STRINGS_INITIAL;
}

static inline bool needs_rebuild(const StringTable *strings)
{
    uint32_t half = strings->mask / 2;
    uint32_t most = strings->mask < STRINGS_ROOMY ? half : half + half / 2;
    return strings->used > most || is_too_large(strings);
}

void str_shrink(Thread *L)
{
    if (is_too_large(L->runtime->strings)) {
        rebuild_table(L);
    }
}

void str_unlink(Runtime *rt, String *s)
{
    StringTable *strings = rt->strings;
    if (strings == NULL) {
        return; // the state is being closed
    }
    uint64_t *slots = strings->slots;
    uint32_t mask = strings->mask;
    uint64_t wanted = slot_of(s);
    uint32_t i = s->header.extra & mask;
    while (slots[i] != wanted) {
        if (slots[i] == SLOT_EMPTY) {
            return; // dropped when the table was rebuilt
        }
        i = (i + 1) & mask;
    }
    strings->count--;
    if (slots[(i + 1) & mask] != SLOT_EMPTY) {
        slots[i] = SLOT_REMOVED;
        return;
    }
    do { // nothing was ever pushed beyond this slot: it and removed ones before it are empty again
        slots[i] = SLOT_EMPTY;
        strings->used--;
        i = (i - 1) & mask;
    } while (slots[i] == SLOT_REMOVED);
}

void str_init(Runtime *rt, Thread *L)
{
    StringTable *strings = mem_alloc(L, sizeof *strings);
    strings->slots = NULL;
    strings->mask = STRINGS_INITIAL - 1;
    strings->count = strings->used = 0;
    uint64_t *slots = mem_try_alloc(L, STRINGS_INITIAL * sizeof *slots);
    if (slots == NULL) {
        mem_free(L, strings, sizeof *strings);
        throw_memory(L);
    }
    memset(slots, 0, STRINGS_INITIAL * sizeof *slots);
    strings->slots = slots;
    rt->strings = strings;
}

void str_free_all(Runtime *rt)
{
    StringTable *strings = rt->strings;
    if (strings != NULL) {
        rt->strings = NULL;
        mem_free(rt->main_thread, strings->slots,
                 ((size_t)strings->mask + 1) * sizeof *strings->slots);
        mem_free(rt->main_thread, strings, sizeof *strings);
    }
}

// ---- making

// Interns bytes that are not in the table.
static String *new_short(Thread *L, const char *bytes, size_t length, uint32_t hash)
{
    Runtime *rt = L->runtime;
    if (UNLIKELY(needs_rebuild(rt->strings))) {
        rebuild_table(L);
    }
    String *s = (String *)mem_new_object(L, TAG_SHORT_STRING, str_object_size(length));
    s->header.extra = hash;
    s->length = length;
    memcpy(s->bytes, bytes, length);
    s->bytes[length] = '\0';
    enter_string(rt->strings, s);
    return s;
}

static inline String *intern(Thread *L, const char *bytes, size_t length)
{
    Runtime *rt = L->runtime;
    uint32_t hash = hash_seeded(bytes, length, rt->seed);
    String *s = find_string(rt->strings, bytes, length, hash);
    if (s == NULL) {
        return new_short(L, bytes, length, hash);
    }
    gc_revive(rt, &s->header);
    return s;
}

String *str_new_buffer(Thread *L, size_t length)
{
    if (UNLIKELY(length > PTRDIFF_MAX - sizeof(String) - 1)) {
        mem_too_big(L);
    }
    String *s = (String *)mem_new_object(L, TAG_LONG_STRING, str_object_size(length));
    s->header.extra = (uint32_t)L->runtime->seed;
    s->length = length;
    s->bytes[length] = '\0';
    return s;
}

String *str_new(Thread *L, const char *bytes, size_t length)
{
    if (LIKELY(length <= STRING_SHORT_MAX)) {
        return intern(L, bytes, length);
    }
    String *s = str_new_buffer(L, length);
    memcpy(s->bytes, bytes, length);
    return s;
}

String *str_new_z(Thread *L, const char *text)
{
    return str_new(L, text, strlen(text));
}

// ---- comparing and converting

bool str_equal_long(const String *a, const String *b)
{
    return a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0;
}

int str_compare(const String *a, const String *b)
{
    const char *left = a->bytes, *right = b->bytes;
    size_t left_rest = a->length, right_rest = b->length;
    if (a == b) {
        return 0;
    }
    for (;;) { // strcoll stops at a zero: compare from one zero to the next
        int order = strcoll(left, right);
        if (order != 0) {
            return order;
        }
        size_t left_piece = strlen(left), right_piece = strlen(right);
        if (right_piece == right_rest) {
            return left_piece == left_rest ? 0 : 1;
        }
        if (left_piece == left_rest) {
            return -1;
        }
        left += left_piece + 1;
        left_rest -= left_piece + 1;
        right += right_piece + 1;
        right_rest -= right_piece + 1;
    }
}

bool str_to_number(const String *s, Value *out)
{
    return number_from_text(s->bytes, s->length, out) != 0;
}
