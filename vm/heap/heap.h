// SPDX-License-Identifier: MIT
// heap.h: what the files of the allocator and of the collector share. Private to vm/heap and
// vm/check; the manual is in mem.h and gc.h, the essays in mem.c and gc.c.

#ifndef NEAP_VM_HEAP_HEAP_H
#define NEAP_VM_HEAP_HEAP_H

#include <string.h>

#include "vm/heap/gc.h"
#include "vm/heap/mem.h"
#include "vm/heap/runtime.h"

// A page: this header, then [count] cells of one size.
typedef struct Page {
    struct Page *next; // of the same class, in the order in which they are scanned
    uint32_t count;    // cells
    uint16_t class_index;
    uint16_t full; // no dead cell when last scanned; skipped until the next major cycle
} Page;

// In front of an object that has a block of its own.
typedef struct LargeBlock {
    struct LargeBlock *next;
    size_t bytes; // of the whole block
} LargeBlock;

// A list of objects. When it cannot grow, [overflow] is set instead, and what was lost is found
// again by walking the heap (each list says by which property).
typedef struct ObjectVector {
    Object **items; // owns
    size_t count;
    size_t capacity;
    bool overflow;
} ObjectVector;

// A huge table whose traversal is under way.
typedef struct HugeTable {
    Table *table;
    uint32_t position; // elements of the array part, then entries
} HugeTable;

enum GcState {
    GC_PAUSE,        // between two cycles
    GC_MARK,         // incremental marking
    GC_SWEEP_OWNERS, // marks are flipped: dead objects' large parts are freed
    GC_SWEEP_LARGE,  // dead objects with blocks of their own are freed
    GC_SWEEP_PAGES   // pages without live cell are freed, old marks erased (not in each cycle)
};

enum GcStop {
    GC_STOP_USER = 1,    // collectgarbage("stop")
    GC_STOP_CLOSING = 2, // lua_close: no new finalizers
    GC_STOP_INTERNAL = 4 // state under construction: no collection at all, not even an emergency's
};

#define MEM_CLASS_COUNT 39
#define HUGE_TABLE_MAX 8 // nested traversals in slices; deeper ones are done at once

typedef struct EphemeronMap EphemeronMap; // gc_weak.c

struct Heap {
    MemClass classes[MEM_CLASS_COUNT]; // must be first: mem.h reads it
    Page *first_page[MEM_CLASS_COUNT];
    Page *last_page[MEM_CLASS_COUNT];
    Page *page[MEM_CLASS_COUNT];          // being scanned; NULL: none of this cycle's yet
    uint32_t next_count[MEM_CLASS_COUNT]; // cells of the next page
    LargeBlock *large;                    // newest first
    LargeBlock *large_old;                // generational: this one and all after it are old
    LargeBlock **large_cursor;            // of the sweep

    // Accounting. Bytes in use = gc_limit + runtime->gc_debt.
    intptr_t gc_limit;
    size_t block_bytes;  // owned in blocks: large objects and parts, plain blocks
    size_t page_bytes;   // pages as taken from lua_Alloc
    size_t marked_bytes; // cells of black objects

    // Collector.
    uint8_t state;             // enum GcState
    uint8_t generational;      // mode
    uint8_t atomic;            // inside the phase that nothing interrupts
    uint8_t may_shrink;        // traversed threads may give memory back (that allocates)
    uint8_t passes;            // second looks at roots and touched objects done in this cycle
    uint8_t epoch;             // last mark given out
    uint16_t marks_since_scan; // marks given out since erasing of old marks began
    uint16_t marks_at_scan;    // what the erasing under way will subtract
    Object *pinned;            // root during an emergency: owner of the part being allocated
    ObjectVector gray;         // black, to be traversed; lost ones: black and OBJECT_GRAY
    ObjectVector again;        // black, to be traversed again at the end; lost ones: likewise
    ObjectVector again_next;   // running threads, for the next minor cycle
    ObjectVector weak;         // weak tables reached; lost ones: black and OBJECT_WEAK_*
    size_t weak_found;         // weak tables reached, ever
    ObjectVector orphans;      // open upvalues reached before their threads; never overflows
    HugeTable huge[HUGE_TABLE_MAX];
    size_t huge_count;
    EphemeronMap *ephemerons; // or NULL

    ObjectVector owners; // objects with OBJECT_PARTS
    size_t owners_old;   // generational: those below are old
    size_t owners_read;  // sweep: next to be looked at
    size_t owners_write; // sweep: where the next survivor goes
    uint8_t sweep_class; // sweep of pages: class
    Page **sweep_page;   // sweep of pages: link to the next page

    ObjectVector finalizers; // with a finalizer, in the order of marking for finalization
    size_t finalizers_old;   // generational: those below are old
    ObjectVector due;        // finalizer is to run; from [due_first] on
    size_t due_first;

    // Parameters, as in 5.4.
    int pause;         // percent
    int step_mul;      // work units per KB / 4
    int step_size;     // log2 of bytes
    int minor_mul;     // percent
    int major_mul;     // percent
    size_t estimate;   // bytes in use after the last cycle
    size_t major_base; // bytes in use after the last major cycle
};

// ---- allocator (mem.c)

extern const uint8_t mem_class_of[MEM_CELL_MAX / 8 + 1]; // index: (bytes + 7) / 8
extern const uint16_t mem_class_size[MEM_CLASS_COUNT];

// Bytes that an object of [bytes] takes in cells: 0 for large ones, which are counted as blocks.
static inline size_t mem_cell_bytes(size_t bytes)
{
#ifdef NEAP_ONE_BLOCK_PER_OBJECT
    (void)bytes;
    return 0;
#else
    return bytes <= MEM_CELL_MAX ? mem_class_size[mem_class_of[(bytes + 7) >> 3]] : 0;
#endif
}
// True if a part of [bytes] is a cell.
static inline bool mem_part_is_cell(size_t bytes)
{
#ifdef NEAP_ONE_BLOCK_PER_OBJECT
    (void)bytes;
    return false;
#else
    return bytes <= MEM_CELL_MAX - sizeof(Object);
#endif
}
static inline Object *mem_part_cell(void *part)
{
    return (Object *)part - 1;
}
static inline size_t heap_used(const Runtime *rt)
{
    return (size_t)(rt->heap->gc_limit + rt->gc_debt);
}
static inline void mem_set_header(Object *o, uint8_t type, uint8_t mark)
{
    uint64_t word = (uint64_t)type | (uint64_t)mark << 8;
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
    *o = (Object){.type = type, .mark = mark};
    (void)word;
#else
    memcpy(o, &word, sizeof word);
#endif
}
Object *mem_new_object_slow(Thread *L, uint8_t type, size_t size); // looks for a cell; may collect
// mem_new_object for what is made often. The usual case: the next cell is dead and owes nothing.
static ALWAYS_INLINE Object *mem_new_object_fast(Thread *L, uint8_t type, size_t size)
{
#if !defined NEAP_GC_STRESS && !defined NEAP_ONE_BLOCK_PER_OBJECT
    Runtime *rt = L->runtime;
    if (LIKELY(size <= MEM_CELL_MAX)) {
        MemClass *c = &rt->heap->classes[mem_class_of[(size + 7) >> 3]];
        Object *o = (Object *)c->cursor;
        if (LIKELY(c->freed == NULL && c->cursor != c->end && o->mark != rt->new_mark &&
                   o->mark != rt->live_mark && o->type != TAG_SHORT_STRING &&
                   (o->flags & OBJECT_PARTS) == 0)) {
            c->cursor += c->cell_size;
            mem_set_header(o, type, rt->new_mark);
            rt->gc_debt += (intptr_t)c->cell_size;
            return o;
        }
    }
#endif
    return mem_new_object_slow(L, type, size);
}
void mem_init(Heap *heap);
// Adds [object] to [vector]; false if there is no memory (nothing is collected then).
bool vector_try_push(Runtime *rt, ObjectVector *vector, Object *object);
// The same, or sets [overflow].
static inline void vector_push(Runtime *rt, ObjectVector *vector, Object *object)
{
    if (UNLIKELY(!vector_try_push(rt, vector, object))) {
        vector->overflow = true;
    }
}
bool vector_try_reserve(Runtime *rt, ObjectVector *vector, size_t capacity);
void vector_free(Runtime *rt, ObjectVector *vector);
// vector_try_reserve with an emergency collection, then throws. [held] is kept alive.
void mem_reserve(Thread *L, ObjectVector *vector, size_t capacity, Object *held);
// A part, without collection or error: NULL if there is no memory.
void *mem_part_try_quiet(Runtime *rt, Object *owner, size_t size);
// A part, with emergency collection; NULL if that does not help.
void *mem_part_try_new(Thread *L, Object *owner, size_t size);
// Plain blocks by runtime, for the collector itself.
void *mem_try_raw(Runtime *rt, size_t bytes);
void mem_free_raw(Runtime *rt, void *block, size_t bytes);
void mem_free_page(Runtime *rt, Page *page);
void mem_free_large(Runtime *rt, LargeBlock *block);
// Starts the scan of all pages anew: marks have changed.
void mem_reset_scan(Heap *heap);
static inline size_t mem_page_bytes(const Page *page)
{
    return sizeof(Page) + (size_t)page->count * mem_class_size[page->class_index];
}
static inline Object *mem_page_cell(Page *page, size_t i)
{
    return (Object *)((char *)(page + 1) + i * mem_class_size[page->class_index]);
}
// Calls f for each live object (not parts) that has a block or a cell, and the main thread.
void heap_walk(Runtime *rt, void (*f)(Runtime *rt, Object *object, void *data), void *data);
// Threads that run, or that a host may change at any time: no cycle is done with them before its
// end.
static inline bool heap_is_restless(const Runtime *rt, const Thread *L)
{
    return L->running != THREAD_IDLE ||
           (thread_object((Thread *)L)->header.flags & OBJECT_SHARED) || L == rt->running ||
           L == rt->main_thread;
}
// Bytes of the object alone, as asked of mem_new_object.
size_t object_bytes(const Object *object); // not of parts, but parts within its own cell count

// ---- marking (gc_mark.c)

void mark_object_slow(Runtime *rt, Object *object);
static inline void mark_object(Runtime *rt, Object *object)
{
    if (object->mark != rt->black) {
        mark_object_slow(rt, object);
    }
}
static inline void mark_value(Runtime *rt, const Value *value)
{
    if (value_is_collectable(value)) {
        mark_object(rt, value->as.object);
    }
}
// A black object becomes gray: it stands on [list] (heap->gray, again or again_next) until it is
// traversed.
static inline void mark_gray(Runtime *rt, ObjectVector *list, Object *object)
{
    object->flags |= OBJECT_GRAY;
    vector_push(rt, list, object);
}
// Keeps a part alive that is a cell.
void mark_part(Runtime *rt, void *part, size_t bytes);
// Marks what is reachable by itself: threads that run, registry, metatables of types and so on.
void mark_roots(Runtime *rt);
// Traverses one gray object, or a slice; returns units of work, 0 if nothing is gray.
size_t mark_some(Runtime *rt);
// Traverses everything gray.
void mark_all_gray(Runtime *rt);
// Makes everything touched since its traversal gray.
void mark_touched(Runtime *rt);
// Marks what upvalues refer to that were reached before their threads.
void mark_orphans(Runtime *rt);
// Empties all lists of gray objects.
void mark_forget_gray(Runtime *rt);
// Closes those upvalues whose threads were not reached at all.
void mark_close_orphans(Runtime *rt);
// Mark what a part of a table, [from] up to before [to], refers to; they return units of work.
size_t traverse_entries(Runtime *rt, Table *t, uint32_t from, uint32_t to);
size_t traverse_array(Runtime *rt, Table *t, uint32_t from, uint32_t to);

// ---- weak tables (gc_weak.c)

// Marks what the weak tables reached keep alive, until there is no more of it (ephemerons).
void weak_converge(Runtime *rt);
// Removes entries whose values were not reached from the weak tables listed, number [from] and up.
void weak_clear_values(Runtime *rt, size_t from);
// Likewise for keys, of all weak tables.
void weak_clear_keys(Runtime *rt);
// While weak_converge works: [key] has just been reached, so its values are.
void ephemeron_key_marked(Runtime *rt, Object *key);

// ---- finalizers (gc_final.c)

// Marks the objects whose finalizers wait to be called.
void final_mark_due(Runtime *rt);
// Queues the objects with a finalizer that were not reached, and marks them.
void final_separate(Runtime *rt);

// ---- after marking (gc_sweep.c)

// Each does about [limit] units of work and returns how many; 0: it is done. First come the parts
// of dead objects, then dead objects with blocks of their own, then pages without a live cell.
size_t sweep_owners(Runtime *rt, size_t limit);
size_t sweep_large(Runtime *rt, size_t limit);
size_t sweep_pages(Runtime *rt, size_t limit);
void sweep_owners_begin(Runtime *rt);
void sweep_large_begin(Runtime *rt);
void sweep_pages_begin(Runtime *rt);
// Frees what [object] owns in blocks of lua_Alloc.
void object_free_parts(Runtime *rt, Object *object);
// Frees a part, if it is a block and no cell.
void part_free_block(Runtime *rt, void *part, size_t bytes);

#endif
