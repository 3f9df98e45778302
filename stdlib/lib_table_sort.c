// SPDX-License-Identifier: MIT
// lib_table_sort.c: table.sort (manual 6.6).
//
// Two ways. An array of only integers, only floats or only strings, without comparison function and
// metatable, is sorted where it stands by quicksort, which turns to heapsort where quicksort would
// become quadratic. Payloads of an array part lie in memory in descending order of their indices,
// so the sort is a descending one of memory; tags need no moves, as they are all alike.
//
// Everything else is a merge sort, written as steps of a resumable native: each comparison may be a
// call that yields. It needs few comparisons, n log2 n at most. Elements are first read into a
// block of two halves, merged from one to the other in runs of doubling width, and written back at
// the end; so an error in a comparison leaves the table as it was. The block, a userdata that never
// moves, also holds the state of the sort, and during comparisons the table, in whose stack slot it
// then stands: a sort within a comparison of a sort, and so on, shall take few slots.

#include <limits.h>

#include "lauxlib.h"
#include "stdlib/lib_table.h"
#include "vm/base/number.h"
#include "vm/exec/native.h"
#include "vm/exec/ops.h"
#include "vm/heap/closure.h"
#include "vm/heap/mem.h"
#include "vm/heap/str.h"
#include "vm/heap/thread.h"

// ---- arrays of one type: quicksort

enum ElementKind { KIND_INTEGER, KIND_FLOAT, KIND_STRING, KIND_MIXED };

// Shorter ranges are sorted by insertion.
#define INSERTION_MAX 16
// Ranges longer than this are worth a look at the interrupt flag.
#define POLL_MIN 4096

// True if [a] stands before [b] in memory: it is greater. [kind] is constant where this is used.
static ALWAYS_INLINE bool is_before(enum ElementKind kind, Payload a, Payload b)
{
    switch (kind) {
    case KIND_INTEGER:
        return a.integer > b.integer;
    case KIND_FLOAT:
        return a.number > b.number;
    default:
        return str_compare(a.pointer, b.pointer) > 0;
    }
}

static ALWAYS_INLINE void swap(Payload *v, size_t i, size_t j)
{
    Payload old = v[i];
    v[i] = v[j];
    v[j] = old;
}

static ALWAYS_INLINE void sort_by_insertion(enum ElementKind kind, Payload *v, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        Payload moved = v[i];
        size_t hole = i;
        while (hole > 0 && is_before(kind, moved, v[hole - 1])) {
            v[hole] = v[hole - 1];
            hole--;
        }
        v[hole] = moved;
    }
}

static ALWAYS_INLINE void sift_down(enum ElementKind kind, Payload *v, size_t root, size_t count)
{
    for (size_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && is_before(kind, v[child], v[child + 1])) {
            child++;
        }
        if (!is_before(kind, v[root], v[child])) {
            return;
        }
        swap(v, root, child);
    }
}

static ALWAYS_INLINE void sort_by_heap(enum ElementKind kind, Payload *v, size_t count)
{
    for (size_t root = count / 2; root-- > 0;) {
        sift_down(kind, v, root, count);
    }
    for (size_t last = count - 1; last > 0; last--) {
        swap(v, 0, last);
        sift_down(kind, v, 0, last);
    }
}

// Orders first, middle and last element; the median becomes the pivot. Returns how many elements
// the left part has: none of it is after the pivot, none of the right part before it. Neither is
// empty.
static ALWAYS_INLINE size_t partition(enum ElementKind kind, Payload *v, size_t count)
{
    size_t middle = count / 2;
    size_t last = count - 1;
    if (is_before(kind, v[middle], v[0])) {
        swap(v, middle, 0);
    }
    if (is_before(kind, v[last], v[middle])) {
        swap(v, last, middle);
        if (is_before(kind, v[middle], v[0])) {
            swap(v, middle, 0);
        }
    }
    Payload pivot = v[middle];
    size_t i = 0;
    size_t j = last;
    for (;;) {
        // The pivot, later what was swapped, ends both loops; if a locale's order of strings is
        // none, the bounds do.
        do {
            i++;
        } while (is_before(kind, v[i], pivot) && (kind != KIND_STRING || i < last));
        do {
            j--;
        } while (is_before(kind, pivot, v[j]) && (kind != KIND_STRING || j > 0));
        if (i >= j) {
            return j + 1;
        }
        swap(v, i, j);
    }
}

// A range still to be sorted.
typedef struct Range {
    size_t start;
    size_t count;
    int depth; // partitions left before quicksort gives up
} Range;

// Sorts a range, or splits it: the smaller part is returned in *part, the greater one in *rest, and
// both are to be sorted. False: it is sorted.
static ALWAYS_INLINE bool sort_or_split(enum ElementKind kind, Payload *v, Range range, Range *part,
                                        Range *rest)
{
    if (range.count <= INSERTION_MAX) {
        sort_by_insertion(kind, v + range.start, range.count);
        return false;
    }
    if (range.depth == 0) {
        sort_by_heap(kind, v + range.start, range.count);
        return false;
    }
    size_t left = partition(kind, v + range.start, range.count);
    Range low = {range.start, left, range.depth - 1};
    Range high = {range.start + left, range.count - left, range.depth - 1};
    *part = low.count < high.count ? low : high;
    *rest = low.count < high.count ? high : low;
    return true;
}

static bool integers_sort_or_split(Payload *v, Range range, Range *part, Range *rest)
{
    return sort_or_split(KIND_INTEGER, v, range, part, rest);
}

static bool floats_sort_or_split(Payload *v, Range range, Range *part, Range *rest)
{
    return sort_or_split(KIND_FLOAT, v, range, part, rest);
}

static bool strings_sort_or_split(Payload *v, Range range, Range *part, Range *rest)
{
    return sort_or_split(KIND_STRING, v, range, part, rest);
}

// Short and long strings have tags of their own, which have to follow the strings.
static void set_string_tags(Table *t, size_t count)
{
    for (size_t i = 1; i <= count; i++) {
        *table_array_tag(t, i) = table_array_payload(t, i)->object->type;
    }
}

static void finish_array(lua_State *L, Table *t, size_t count, enum ElementKind kind)
{
    if (kind == KIND_STRING) {
        set_string_tags(t, count);
    }
    mem_part_moved(L, &t->header);
}

// Sorts elements 1 ... [count] of an array part.
static void sort_array(lua_State *L, Table *t, size_t count, enum ElementKind kind)
{
    static bool (*const functions[])(Payload *, Range, Range *, Range *) = {
        integers_sort_or_split, floats_sort_or_split, strings_sort_or_split};
    Payload *v = table_array_payload(t, count);
    Range pending[64]; // each is at least as long as all that is split off it
    int depth = 0;
    for (size_t n = count; n > 0; n /= 2) {
        depth += 2;
    }
    int pending_count = 0;
    Range range = {0, count, depth};
    for (;;) {
        Range rest;
        if (functions[kind](v, range, &range, &rest)) {
            pending[pending_count++] = rest;
        } else if (pending_count > 0) {
            range = pending[--pending_count];
        } else {
            break;
        }
        if (range.count > POLL_MIN && native_interrupted(L)) {
            finish_array(L, t, count, kind);
            native_poll(L);
        }
    }
    finish_array(L, t, count, kind);
}

static enum ElementKind kind_of_tag(uint8_t tag)
{
    if (tag == TAG_INTEGER) {
        return KIND_INTEGER;
    }
    if (tag == TAG_FLOAT) {
        return KIND_FLOAT;
    }
    return tag_is_string(tag) ? KIND_STRING : KIND_MIXED;
}

// What elements 1 ... [count] of an array part are; floats with a NaN among them, which has no
// order, are KIND_MIXED.
static enum ElementKind kind_of_array(const Table *t, size_t count)
{
    enum ElementKind kind = kind_of_tag(*table_array_tag(t, 1));
    for (size_t i = 2; i <= count && kind != KIND_MIXED; i++) {
        if (kind_of_tag(*table_array_tag(t, i)) != kind) {
            return KIND_MIXED;
        }
    }
    for (size_t i = 1; i <= count && kind == KIND_FLOAT; i++) {
        lua_Number n = table_array_payload(t, i)->number;
        if (n != n) {
            return KIND_MIXED;
        }
    }
    return kind;
}

// ---- everything else: merge sort in steps

// The state of a merge sort, in the block of a userdata whose user values are the elements, twice,
// and the table.
typedef struct MergeSort {
    Userdata *owner;
    size_t count;
    size_t start;   // of the run completed last or being made; a multiple of its width
    unsigned level; // its width is two to this power; its elements are in half level % 2
    size_t middle;  // end of the left run, start of the right one
    size_t end;     // of the right run
    size_t left;    // next element of the left run
    size_t right;   // next element of the right run
    size_t out;     // where the smaller one goes; also counts elements read and written
    Value *from;    // half that is read
    Value *to;      // half that is written
    bool is_probe;  // the comparison under way asks if the two runs are in order already
} MergeSort;

enum SortStep { SORT_BEGIN, SORT_LENGTH, SORT_READ, SORT_COMPARED, SORT_CHECKED, SORT_WRITE };
// During comparisons SORT_TABLE has the state, and SORT_FUNCTION is the last slot.
enum SortSlot { SORT_TABLE = 1, SORT_FUNCTION, SORT_STATE };

// Runs at least this wide are probed: sorted input then takes few comparisons.
#define PROBE_WIDTH 8
// Merges of runs at least this wide look at the interrupt flag.
#define POLL_WIDTH 64

static MergeSort *state_of(lua_State *L, enum SortStep step)
{
    bool is_comparing = step == SORT_COMPARED || step == SORT_CHECKED;
    enum SortSlot slot = is_comparing ? SORT_TABLE : SORT_STATE;
    return userdata_block(value_userdata(L->frame->base + slot - 1));
}

static void store_sorted(lua_State *L, MergeSort *s, Value *slot, const Value *value)
{
    value_copy(slot, value);
    gc_barrier(L->runtime, &s->owner->header, value);
}

static void push_state(lua_State *L, size_t count)
{
    if (count > INT_MAX / 2 - 1) {
        mem_too_big(L);
    }
    thread_ensure(L, L->top, 1);
    Userdata *owner = userdata_new(L, sizeof(MergeSort), (int)count * 2 + 1);
    value_set_object(L->top, owner, TAG_USERDATA);
    L->top++;
    MergeSort *s = userdata_block(owner);
    *s = (MergeSort){.owner = owner, .count = count};
    s->from = owner->user_values;
}

static Value *parked_table(const MergeSort *s)
{
    return s->owner->user_values + 2 * s->count;
}

static void begin_comparing(lua_State *L, MergeSort *s)
{
    Value *base = L->frame->base;
    store_sorted(L, s, parked_table(s), base + SORT_TABLE - 1);
    value_set_object(base + SORT_TABLE - 1, s->owner, TAG_USERDATA);
    L->top = base + SORT_FUNCTION;
}

static void end_comparing(lua_State *L, MergeSort *s)
{
    L->top = L->frame->base + SORT_FUNCTION;
    thread_ensure(L, L->top, 1);
    value_set_object(L->top, s->owner, TAG_USERDATA);
    L->top++;
    value_copy(L->frame->base + SORT_TABLE - 1, parked_table(s));
}

static void copy_elements(lua_State *L, MergeSort *s, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++) {
        store_sorted(L, s, s->to + s->out++, s->from + i);
    }
}

// A run has been completed: prepares the next merge. False if there is none left: all is sorted, in
// [from]. Runs are merged as soon as both are there, so that what is merged again soon is still in
// the processor's cache.
static bool next_merge(lua_State *L, MergeSort *s)
{
    for (;;) {
        size_t width = (size_t)1 << s->level;
        size_t end = s->count - s->start > width ? s->start + width : s->count;
        Value *halves = s->owner->user_values;
        s->from = halves + (s->level % 2 == 0 ? 0 : s->count);
        s->to = halves + (s->level % 2 == 0 ? s->count : 0);
        if ((s->start & width) != 0) { // a right run
            s->right = s->middle = s->start;
            s->end = end;
            s->start -= width;
            s->left = s->out = s->start;
            s->level++;
            s->is_probe = width >= PROBE_WIDTH;
            if (width >= POLL_WIDTH) {
                tablelib_poll(L);
            }
            return true;
        }
        if (end < s->count) { // the right one begins with a run of one element
            s->start = end;
            s->level = 0;
        } else if (s->start == 0) {
            s->out = 0;
            return false;
        } else { // there is no right one
            s->out = s->start;
            copy_elements(L, s, s->start, end);
            s->level++;
        }
    }
}

// How many elements before it is compared an object is fetched into the cache.
#define FETCHED_AHEAD 4

// Comparison functions look at fields of objects that lie anywhere in memory. What is compared soon
// is known: fetched in time it need not be waited for. An address that is none does no harm. (gcc
// drops calls of functions that do nothing else, hence inline.)
static ALWAYS_INLINE void fetch_ahead(const MergeSort *s, size_t i)
{
    if (i + FETCHED_AHEAD < s->count) {
        uintptr_t address = (uintptr_t)s->from[i + FETCHED_AHEAD].as.bits;
        __builtin_prefetch((const void *)address);
        __builtin_prefetch((const void *)(address + 64)); // a table with one field takes two lines
    }
}

// Takes the answer to the question asked by next_comparison.
static void take_answer(lua_State *L, MergeSort *s, bool right_is_less)
{
    if (s->is_probe) {
        s->is_probe = false;
        if (!right_is_less) {
            copy_elements(L, s, s->left, s->end);
            s->left = s->middle;
            s->right = s->end;
        }
        return;
    }
    size_t taken = right_is_less ? s->right++ : s->left++;
    fetch_ahead(s, taken);
    store_sorted(L, s, s->to + s->out++, s->from + taken);
}

// Without a function: true if the two could be compared without a metamethod.
static bool compare_raw(const Value *a, const Value *b, bool *is_less)
{
    if (a->tag == TAG_INTEGER && b->tag == TAG_INTEGER) {
        *is_less = a->as.integer < b->as.integer;
        return true;
    }
    return op_compare_raw(LUA_OPLT, a, b, is_less);
}

// Asks for a < b. Returns the request to call, or 0 with the answer in *is_less.
static int ask(lua_State *L, const Value *a, const Value *b, int next_step, bool *is_less)
{
    thread_ensure(L, L->top, 3);
    const Value *function = L->frame->base + SORT_FUNCTION - 1;
    if (!value_is_nil(function)) {
        value_copy(L->top, function);
        value_copy(L->top + 1, a);
        value_copy(L->top + 2, b);
        L->top += 3;
        return native_call(L, 2, 1, next_step);
    }
    if (compare_raw(a, b, is_less)) {
        return 0;
    }
    value_copy(L->top, a);
    value_copy(L->top + 1, b);
    L->top += 2;
    if (!native_try_compare(L, -2, -1, LUA_OPLT)) {
        return native_call(L, 2, 1, next_step);
    }
    *is_less = lua_toboolean(L, -1);
    lua_settop(L, SORT_FUNCTION);
    return 0;
}

// Merges on until a call is needed: returns the request, or 0 when all is sorted.
static int merge_on(lua_State *L, MergeSort *s)
{
    for (;;) {
        if (s->left == s->middle || s->right == s->end) {
            copy_elements(L, s, s->left, s->middle);
            copy_elements(L, s, s->right, s->end);
            if (!next_merge(L, s)) {
                return 0;
            }
        }
        size_t left = s->is_probe ? s->middle - 1 : s->left;
        bool is_less;
        int request = ask(L, s->from + s->right, s->from + left, SORT_COMPARED, &is_less);
        if (request != 0) {
            return request;
        }
        take_answer(L, s, is_less);
    }
}

// A comparison function for which the last element is less than the first is no order at all. From
// this many elements on that is worth one more call (5.4 notices it from there on, too).
#define CHECK_MIN 4

static int check_order(lua_State *L, MergeSort *s)
{
    bool is_less;
    if (s->count < CHECK_MIN || lua_isnil(L, SORT_FUNCTION)) {
        return 0;
    }
    return ask(L, s->from + s->count - 1, s->from, SORT_CHECKED, &is_less);
}

// Reads the elements from the table. Returns a request, or 0 when all are there.
static int read_elements(lua_State *L, MergeSort *s, int step)
{
    for (;;) {
        if (step == SORT_READ) {
            store_sorted(L, s, s->from + s->out++, L->top - 1);
            lua_settop(L, SORT_STATE);
        }
        if (s->out == s->count) {
            return 0;
        }
        tablelib_poll(L);
        step = SORT_READ;
        if (!native_try_geti(L, SORT_TABLE, (lua_Integer)s->out + 1)) {
            return native_call(L, 2, 1, SORT_READ);
        }
    }
}

static int write_elements(lua_State *L, MergeSort *s)
{
    Table *plain = tablelib_plain(L->frame->base + SORT_TABLE - 1);
    while (s->out < s->count) {
        const Value *v = s->from + s->out;
        lua_Integer i = (lua_Integer)++s->out;
        if (plain != NULL) {
            tablelib_set(L, plain, i, v);
            continue;
        }
        tablelib_poll(L);
        thread_ensure(L, L->top, 1);
        value_copy(L->top, v);
        L->top++;
        if (!native_try_seti(L, SORT_TABLE, i)) {
            return native_call(L, 3, 0, SORT_WRITE);
        }
    }
    return 0;
}

// Takes up the merge sort at [step].
static int merge_sort(lua_State *L, int step)
{
    MergeSort *s = state_of(L, step);
    int request = 0;
    bool truth = !value_is_falsy(L->top - 1); // of a comparison
    switch ((enum SortStep)step) {
    case SORT_BEGIN:
    case SORT_LENGTH:
    case SORT_READ:
        request = read_elements(L, s, step);
        if (request != 0) {
            return request;
        }
        s->out = 0;
        begin_comparing(L, s);
        next_merge(L, s);
        request = merge_on(L, s);
        break;
    case SORT_COMPARED:
        L->top = L->frame->base + SORT_FUNCTION;
        take_answer(L, s, truth);
        request = merge_on(L, s);
        break;
    case SORT_CHECKED:
        if (truth) {
            return luaL_error(L, "invalid order function for sorting");
        }
        break;
    case SORT_WRITE:
        return write_elements(L, s);
    }
    if (request == 0 && step != SORT_CHECKED) {
        request = check_order(L, s);
    }
    if (request != 0) {
        return request;
    }
    end_comparing(L, s);
    return write_elements(L, s);
}

// ---- entry

// Checks the arguments and sorts what can be sorted at once. True: done.
static bool begin_sort(lua_State *L, lua_Integer count)
{
    if (count < 2) {
        return true;
    }
    luaL_argcheck(L, count < INT_MAX, 1, "array too big");
    if (!lua_isnoneornil(L, SORT_FUNCTION)) {
        luaL_checktype(L, SORT_FUNCTION, LUA_TFUNCTION);
    }
    lua_settop(L, SORT_FUNCTION);
    Table *plain = tablelib_plain(L->frame->base + SORT_TABLE - 1);
    if (plain != NULL && lua_isnil(L, SORT_FUNCTION) &&
        (lua_Unsigned)count <= plain->array_capacity) {
        enum ElementKind kind = kind_of_array(plain, (size_t)count);
        if (kind != KIND_MIXED) {
            sort_array(L, plain, (size_t)count, kind);
            return true;
        }
    }
    push_state(L, (size_t)count);
    return false;
}

int tablelib_sort(lua_State *L, int step)
{
    if (step == SORT_BEGIN) {
        tablelib_check(L, SORT_TABLE, TABLE_ALL);
        if (!native_try_len(L, SORT_TABLE)) {
            return native_call(L, 2, 1, SORT_LENGTH);
        }
        step = SORT_LENGTH;
    }
    if (step == SORT_LENGTH && begin_sort(L, tablelib_pop_length(L))) {
        return 0;
    }
    return merge_sort(L, step);
}
