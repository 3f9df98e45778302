// SPDX-License-Identifier: MIT
// gc.c: the collector's cycle: states, pacing, control, barriers.
//
// Precise, non-moving, incremental, with a generational mode.
//
//     GC_PAUSE --debt--> GC_MARK --nothing gray--> (atomic) --> GC_SWEEP_OWNERS --> GC_SWEEP_LARGE
//        ^                                                                               |
//        +------------------------------ [GC_SWEEP_PAGES] <------------------------------+
//
// Colours. White: mark new_mark. Black: mark [black], reached. Gray: black and OBJECT_GRAY, on one
// of the lists of gray objects. Marking keeps the invariant that a black object that is not gray
// refers to no white one, except for running threads. Barriers restore it when the program stores:
// small tables become gray again (they are often filled in loops), everything else marks the stored
// object. Huge tables, being traversed in slices, also mark the object.
//
// Threads. A suspended thread is traversed once and is black: nobody writes to its stack, except
// through open upvalues, which have the barrier themselves. Running threads, those waiting for them
// and those a host may hold stay on the list [again] and are traversed once more at the end. Slots
// above a thread's stack end are set to nil when it is traversed, so that nothing stale is ever in
// reach. Open upvalues do not keep their thread alive, but the thread its upvalues; an upvalue that
// outlives its thread is closed at the end of marking.
//
// The end of marking is atomic. To keep it short, the roots and touched objects are looked at again
// in slices before (PASSES_BEFORE_ATOMIC). Then: weak tables converge, weak values are cleared,
// objects to be finalized are queued and marked, weak keys are cleared, and the marks flip: the
// mark of the reached becomes the only live one. No cell is visited for that. The count of bytes in
// use becomes what was marked, plus blocks, which are counted exactly.
//
// Generational mode: after a cycle everything reached is old: black stays its mark, barriers stay
// in force, and the list [again] collects old tables that were written to. A minor cycle is only
// the atomic part: it starts from the roots and that list and reaches new objects alone; all
// survivors become old. When old objects have grown by major_mul percent, an ordinary incremental
// cycle follows right after a minor one, when all objects carry one mark.
//
// A full collection abandons a marking under way: a fresh mark makes all objects white again,
// whatever they had. That leaves three live marks for a while, so nothing is allocated meanwhile.
//
// No memory: lists that cannot grow set a flag and are rebuilt by walking the heap (heap.h).

#include "vm/heap/gc.h"

#include "vm/heap/heap.h"
#include "vm/heap/str.h"
#include "vm/heap/thread.h"

#define PASSES_BEFORE_ATOMIC 2
#define STEP_UNITS_PER_KB_FACTOR 4 // times step_mul: units of work per KB allocated
#define MINOR_GROWTH_MIN 16384
#define MAJOR_GROWTH_MIN 65536
#define CYCLE_GROWTH_MIN 8192
#define MARKS_BEFORE_SCAN 100   // erase old marks in slices
#define MARKS_BEFORE_FORCED 200 // erase them at once
#define TABLE_REGRAY_SLOTS 1024 // tables above mark the child instead

// ---- accounting

static void set_limit(Runtime *rt, size_t limit)
{
    size_t used = heap_used(rt);
    if (limit > PTRDIFF_MAX) {
        limit = PTRDIFF_MAX;
    }
    rt->heap->gc_limit = (intptr_t)limit;
    rt->gc_debt = (intptr_t)used - (intptr_t)limit;
}

static void set_used(Runtime *rt, size_t used)
{
    rt->gc_debt = (intptr_t)used - rt->heap->gc_limit;
}

size_t gc_count_bytes(const Runtime *rt)
{
    return heap_used(rt);
}

// [base] grown by [percent], and by [least] at the least.
static size_t grown(size_t base, size_t percent, size_t least)
{
    size_t growth = base / 100 * percent;
    return base + (growth > least ? growth : least);
}

static void pace_cycle(Runtime *rt)
{
    Heap *heap = rt->heap;
    heap->estimate = heap_used(rt);
    if (heap->generational) {
        set_limit(rt, grown(heap->estimate, (size_t)heap->minor_mul, MINOR_GROWTH_MIN));
    } else {
        size_t percent = heap->pause > 100 ? (size_t)heap->pause - 100 : 0;
        set_limit(rt, grown(heap->estimate, percent, CYCLE_GROWTH_MIN));
    }
}

// ---- marks

static uint8_t fresh_mark(Runtime *rt)
{
    Heap *heap = rt->heap;
    do {
        heap->epoch = heap->epoch == UINT8_MAX ? 1 : (uint8_t)(heap->epoch + 1);
        heap->marks_since_scan++;
    } while (heap->epoch == rt->new_mark || heap->epoch == rt->live_mark);
    return heap->epoch;
}

// All new and old objects become white.
static void begin_marking(Runtime *rt)
{
    Heap *heap = rt->heap;
    mark_forget_gray(rt);
    rt->black = fresh_mark(rt);
    rt->live_mark = rt->black;
    heap->marked_bytes = 0;
    heap->owners_old = 0;
    heap->finalizers_old = 0;
    heap->large_old = NULL;
    heap->passes = 0;
    heap->state = GC_MARK;
    mark_roots(rt);
}

static void sweep_all_pages(Runtime *rt)
{
    sweep_pages_begin(rt);
    while (sweep_pages(rt, SIZE_MAX) > 0) {
    }
}

// Black objects become the living; in generational mode they stay black.
static void flip_marks(Runtime *rt)
{
    Heap *heap = rt->heap;
    uint8_t mark = rt->black;
    rt->live_mark = rt->new_mark = mark;
    if (heap->generational) {
        rt->new_mark = fresh_mark(rt);
    } else {
        rt->black = 0;
    }
    mem_reset_scan(heap);
    set_used(rt, heap->marked_bytes + heap->block_bytes);
}

static void keep_old(Runtime *rt)
{
    Heap *heap = rt->heap;
    heap->owners_old = heap->owners.count;
    heap->finalizers_old = heap->finalizers.count;
    heap->large_old = heap->large;
}

static void clear_full_flags(Heap *heap)
{
    for (int i = 0; i < MEM_CLASS_COUNT; i++) {
        for (Page *page = heap->first_page[i]; page != NULL; page = page->next) {
            page->full = 0;
        }
    }
}

// ---- the atomic part

// Its coroutines are gone.
static void clear_story(Runtime *rt)
{
    const Thread *L = rt->story.outermost;
    if (L != NULL && thread_object((Thread *)L)->header.mark != rt->black) {
        rt->story = (Story){.outermost = NULL};
    }
}

// Everything reachable is black after this.
static void finish_marking(Runtime *rt)
{
    Heap *heap = rt->heap;
    mark_roots(rt);
    mark_orphans(rt);
    mark_all_gray(rt);
    mark_touched(rt);
    mark_all_gray(rt);
    weak_converge(rt);
    weak_clear_values(rt, 0);
    size_t known = heap->weak.count;
    final_separate(rt);
    mark_all_gray(rt);
    weak_converge(rt);
    weak_clear_keys(rt);
    weak_clear_values(rt, known);
    clear_story(rt);
    mark_close_orphans(rt);
    heap->weak.count = 0;
    heap->weak.overflow = false;
}

static void trim(Runtime *rt, ObjectVector *v)
{
    if (v->count == 0 && v->capacity > 256) {
        vector_free(rt, v);
    }
}

// Old threads that run must be looked at in the next minor cycle.
static void remember_running(Runtime *rt)
{
    Heap *heap = rt->heap;
    ObjectVector again = heap->again;
    heap->again = heap->again_next;
    heap->again_next = again; // empty
    heap->again_next.count = 0;
    heap->again_next.overflow = false;
}

static void atomic(Runtime *rt)
{
    Heap *heap = rt->heap;
    heap->atomic = 1;
    finish_marking(rt);
    remember_running(rt);
    trim(rt, &heap->gray);
    trim(rt, &heap->again_next);
    trim(rt, &heap->weak);
    trim(rt, &heap->orphans);
    flip_marks(rt);
    heap->atomic = 0;
}

static bool wants_page_sweep(const Heap *heap)
{
    return heap->marks_since_scan > MARKS_BEFORE_SCAN ||
           heap->page_bytes > 3 * heap->marked_bytes + 65536; // pages with few live cells
}

static void begin_sweep(Runtime *rt)
{
    sweep_owners_begin(rt);
    rt->heap->state = GC_SWEEP_OWNERS;
}

static void end_cycle(Runtime *rt)
{
    Heap *heap = rt->heap;
    heap->state = GC_PAUSE;
    if (heap->generational) {
        heap->major_base = heap_used(rt);
    }
    pace_cycle(rt);
}

// Frees all owners and large objects that died; pages only if asked.
static void sweep_rest(Runtime *rt, bool pages)
{
    Heap *heap = rt->heap;
    if (heap->state == GC_SWEEP_OWNERS) {
        while (sweep_owners(rt, SIZE_MAX) > 0) {
        }
        sweep_large_begin(rt);
        heap->state = GC_SWEEP_LARGE;
    }
    if (heap->state == GC_SWEEP_LARGE) {
        while (sweep_large(rt, SIZE_MAX) > 0) {
        }
        heap->state = GC_SWEEP_PAGES;
        sweep_pages_begin(rt);
    }
    if (pages) {
        sweep_all_pages(rt);
    }
}

// ---- steps

// One slice of work of about [budget] units in the present state; returns units used.
static size_t advance(Runtime *rt, size_t budget)
{
    Heap *heap = rt->heap;
    size_t work;
    switch (heap->state) {
    case GC_PAUSE:
        clear_full_flags(heap);
        heap->may_shrink = 1;
        begin_marking(rt);
        return 16;
    case GC_MARK:
        work = mark_some(rt);
        if (work > 0) {
            return work;
        }
        if (heap->passes < PASSES_BEFORE_ATOMIC) {
            heap->passes++;
            mark_roots(rt);
            mark_touched(rt);
            return 16;
        }
        atomic(rt);
        begin_sweep(rt);
        if (heap->generational) {
            sweep_rest(rt, false); // now, for what is new from here on must not count as old
            keep_old(rt);
        }
        return 64;
    case GC_SWEEP_OWNERS:
        work = sweep_owners(rt, budget);
        if (work == 0) {
            sweep_large_begin(rt);
            heap->state = GC_SWEEP_LARGE;
        }
        return work + 1;
    case GC_SWEEP_LARGE:
        work = sweep_large(rt, budget);
        if (work == 0) {
            if (wants_page_sweep(heap)) {
                sweep_pages_begin(rt);
                heap->state = GC_SWEEP_PAGES;
            } else {
                end_cycle(rt);
            }
        }
        return work + 1;
    default:
        work = sweep_pages(rt, budget);
        if (work == 0) {
            end_cycle(rt);
        }
        return work + 1;
    }
}

static size_t step_bytes(const Heap *heap)
{
    return (size_t)1 << heap->step_size;
}

// Works for [bytes] allocated, or to the end of the cycle: true.
static bool step_incremental(Runtime *rt, size_t bytes)
{
    Heap *heap = rt->heap;
    size_t per_kb = (size_t)heap->step_mul * STEP_UNITS_PER_KB_FACTOR;
    if (per_kb < 64) {
        per_kb = 64;
    }
    size_t budget =
        bytes / 1024 < SIZE_MAX / 2 / per_kb ? (bytes / 1024 + 1) * per_kb : SIZE_MAX / 2;
    size_t done = 0;
    while (done < budget) {
        done += advance(rt, budget - done);
        if (heap->state == GC_PAUSE) {
            return true;
        }
    }
    set_limit(rt, heap_used(rt) + step_bytes(heap));
    return false;
}

// A minor cycle: only new objects can die.
static void collect_minor(Runtime *rt)
{
    Heap *heap = rt->heap;
    heap->may_shrink = 0;
    atomic(rt);
    begin_sweep(rt);
    sweep_rest(rt, wants_page_sweep(heap));
    heap->state = GC_PAUSE;
    keep_old(rt);
}

// True if a cycle (minor or major) came to its end.
static bool step_generational(Runtime *rt, size_t bytes)
{
    Heap *heap = rt->heap;
    if (heap->state != GC_PAUSE) {
        return step_incremental(rt, bytes); // of a major cycle
    }
    collect_minor(rt);
    if (heap_used(rt) > grown(heap->major_base, (size_t)heap->major_mul, MAJOR_GROWTH_MIN)) {
        // All objects are old and carry one mark: new ones have to get it, too.
        rt->new_mark = rt->live_mark;
        mem_reset_scan(heap);
        clear_full_flags(heap);
        heap->may_shrink = 1;
        begin_marking(rt);
        set_limit(rt, heap_used(rt) + step_bytes(heap));
    } else {
        pace_cycle(rt);
    }
    return true;
}

static bool step(Runtime *rt, size_t bytes)
{
    return rt->heap->generational ? step_generational(rt, bytes) : step_incremental(rt, bytes);
}

void gc_step(Thread *L)
{
    Runtime *rt = L->runtime;
    if (rt->gc_stopped) {
        set_limit(rt, heap_used(rt) + step_bytes(rt->heap));
        return;
    }
    step(rt, (size_t)(rt->gc_debt > 0 ? rt->gc_debt : 0) + step_bytes(rt->heap));
}

void gc_make_due(Runtime *rt)
{
    set_limit(rt, heap_used(rt) - 1);
}

// ---- full collection

// Gives back what the stacks of running and of suspended threads do not need; those with a large
// stack are owners.
static void shrink_threads(Runtime *rt)
{
    for (Thread *L = rt->running; L != NULL; L = L->resumer) {
        thread_shrink(L);
    }
    const ObjectVector *owners = &rt->heap->owners;
    for (size_t i = 0; i < owners->count; i++) {
        Object *o = owners->items[i];
        Thread *thread = &((ThreadObject *)o)->thread;
        if (o->type == TAG_THREAD && !(o->flags & OBJECT_SHARED) && thread->stack != NULL &&
            thread->running == THREAD_IDLE) {
            thread_shrink(thread);
        }
    }
}

static void collect_full(Runtime *rt)
{
    Heap *heap = rt->heap;
    sweep_rest(rt, false);
    heap->atomic = 1;
    heap->may_shrink = 0; // an abandoned cycle's black objects look like free cells
    clear_full_flags(heap);
    begin_marking(rt);
    mark_all_gray(rt);
    atomic(rt);
    begin_sweep(rt);
    sweep_rest(rt, heap->page_bytes > heap->marked_bytes + heap->marked_bytes / 4 + 16384 ||
                       heap->marks_since_scan > MARKS_BEFORE_FORCED);
    if (heap->generational) {
        keep_old(rt);
    }
    end_cycle(rt);
}

void gc_full(Thread *L, bool emergency)
{
    Runtime *rt = L->runtime;
    if (rt->gc_stopped & GC_STOP_INTERNAL) {
        return;
    }
    collect_full(rt);
    if (!emergency) {
        str_shrink(L);
        shrink_threads(rt);
        pace_cycle(rt);
    } else if (gc_has_finalizers(rt)) {
        gc_make_due(rt); // the next safe point runs them
    }
}

// ---- control

static void enter_generational(Runtime *rt)
{
    if (!rt->heap->generational) {
        rt->heap->generational = 1;
        collect_full(rt);
    }
}

static void enter_incremental(Runtime *rt)
{
    if (rt->heap->generational) {
        rt->heap->generational = 0;
        collect_full(rt);
    }
}

// As in 5.4 parameters are multiples of 4 that need no more than a byte for the factor.
static int set_parameter(int *parameter, int value)
{
    int old = *parameter;
    *parameter = (uint8_t)(value / 4) * 4;
    return old;
}

static void set_parameter_unless_zero(int *parameter, int value)
{
    if (value != 0) {
        set_parameter(parameter, value);
    }
}

static int control_step(Runtime *rt, int kilobytes)
{
    uint8_t stopped = rt->gc_stopped;
    rt->gc_stopped = 0;
    size_t bytes = kilobytes > 0 ? (size_t)kilobytes * 1024 : step_bytes(rt->heap);
    bool ended = step(rt, bytes);
    rt->gc_stopped = stopped;
    return ended;
}

static int control_mode(Runtime *rt, int what, int argument1, int argument2, int argument3)
{
    Heap *heap = rt->heap;
    int old = heap->generational ? LUA_GCGEN : LUA_GCINC;
    if (what == LUA_GCGEN) {
        if (argument1 != 0) {
            heap->minor_mul = (uint8_t)argument1;
        }
        set_parameter_unless_zero(&heap->major_mul, argument2);
        enter_generational(rt);
    } else {
        set_parameter_unless_zero(&heap->pause, argument1);
        set_parameter_unless_zero(&heap->step_mul, argument2);
        if (argument3 != 0) {
            heap->step_size = argument3 < 8 ? 8 : argument3 > 40 ? 40 : argument3;
        }
        enter_incremental(rt);
    }
    return old;
}

int gc_control(Thread *L, int what, int argument1, int argument2, int argument3)
{
    Runtime *rt = L->runtime;
    Heap *heap = rt->heap;
    if ((rt->gc_stopped & (uint8_t)~GC_STOP_USER) || rt->in_finalizer) {
        return -1;
    }
    switch (what) {
    case LUA_GCSTOP:
        rt->gc_stopped = GC_STOP_USER;
        return 0;
    case LUA_GCRESTART:
        rt->gc_stopped = 0;
        set_limit(rt, heap_used(rt));
        return 0;
    case LUA_GCCOLLECT:
        gc_full(L, false);
        return 0;
    case LUA_GCCOUNT:
        return (int)(heap_used(rt) >> 10);
    case LUA_GCCOUNTB:
        return (int)(heap_used(rt) & 1023);
    case LUA_GCSTEP:
        return control_step(rt, argument1);
    case LUA_GCSETPAUSE:
        return set_parameter(&heap->pause, argument1);
    case LUA_GCSETSTEPMUL:
        return set_parameter(&heap->step_mul, argument1);
    case LUA_GCISRUNNING:
        return rt->gc_stopped == 0;
    case LUA_GCGEN:
    case LUA_GCINC:
        return control_mode(rt, what, argument1, argument2, argument3);
    default:
        return -1;
    }
}

// ---- barriers

static bool becomes_gray_again(const Table *t)
{
    return (t->header.flags & (OBJECT_WEAK_KEYS | OBJECT_WEAK_VALUES)) ||
           t->array_capacity + t->entry_bytes / sizeof(Entry) <= TABLE_REGRAY_SLOTS;
}

void gc_barrier_slow(Runtime *rt, Object *parent, Object *child)
{
    if (parent->type != TAG_TABLE || !becomes_gray_again((Table *)parent)) {
        mark_object(rt, child);
    } else if (!(parent->flags & OBJECT_GRAY)) {
        mark_gray(rt, &rt->heap->again, parent);
    }
}

void gc_thread_touched_slow(Runtime *rt, Thread *thread)
{
    mark_gray(rt, &rt->heap->again, &thread_object(thread)->header);
}

void gc_revive_slow(Runtime *rt, Object *string)
{
    string->mark = rt->new_mark;
    rt->gc_debt += (intptr_t)mem_cell_bytes(object_bytes(string));
}

// ---- life of the heap

void gc_init(Runtime *rt)
{
    Heap *heap = rt->heap;
    mem_init(heap);
    heap->pause = 200; // these five as in 5.4
    heap->step_mul = 100;
    heap->step_size = 13;
    heap->minor_mul = 20;
    heap->major_mul = 100;
    heap->epoch = 1;
    rt->live_mark = rt->new_mark = 1;
    rt->black = 0;
    heap->state = GC_PAUSE;
    set_limit(rt, 32768);
}

static void free_pages(Runtime *rt)
{
    Heap *heap = rt->heap;
    for (int i = 0; i < MEM_CLASS_COUNT; i++) {
        while (heap->first_page[i] != NULL) {
            Page *page = heap->first_page[i];
            heap->first_page[i] = page->next;
            mem_free_page(rt, page);
        }
    }
}

void gc_free_all(Runtime *rt)
{
    Heap *heap = rt->heap;
    sweep_rest(rt, false);
    for (size_t i = 0; i < heap->owners.count; i++) {
        object_free_parts(rt, heap->owners.items[i]);
    }
    while (heap->large != NULL) {
        LargeBlock *block = heap->large;
        heap->large = block->next;
        mem_free_large(rt, block);
    }
    free_pages(rt);
    ObjectVector *vectors[] = {&heap->gray,    &heap->again,  &heap->again_next, &heap->weak,
                               &heap->orphans, &heap->owners, &heap->finalizers, &heap->due};
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        vector_free(rt, vectors[i]);
    }
}
