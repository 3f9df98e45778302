// SPDX-License-Identifier: MIT
// mem.c: the allocator. The manual is in mem.h.
//
// Pages of one class form a list. Allocation looks at the cells of the current page one after the
// other and takes the first whose mark is not a live one; at the end of the page it goes to the
// next, and at the end of the list it takes a new page from lua_Alloc. When the collector ends a
// cycle the scan starts again at the first page. So each cell is looked at once per cycle, in
// address order, and memory of the dead is touched only to be used again.
//
// A heap that is almost full of live cells must not make one allocation look at all of it: after
// SCAN_PAGES_MAX pages without a dead cell a new page is put in front of the rest, and the scan
// goes on behind it.
//
// Cells freed by hand keep a live mark, so that the scan does not find them, and stand in a list
// until the marks change; then the list is dropped and they are dead cells like all others.
//
// Every byte obtained is counted in runtime->gc_debt; blocks of lua_Alloc other than pages also in
// heap->block_bytes, which is exact, whereas dead cells leave the count only when a cycle ends.

#include "vm/heap/mem.h"

#include <string.h>

#include "vm/heap/heap.h"
#include "vm/heap/str.h"
#include "vm/heap/thread.h"
#include "vm/heap/throw.h"

#define PAGE_BYTES_FIRST 256
#define PAGE_BYTES_MAX 32768
#define SCAN_PAGES_MAX 64

// Cells of 16, 24 ... 128 bytes, then steps of 16 to 256, of 32 to 512, of 64 to 1024.
const uint16_t mem_class_size[MEM_CLASS_COUNT] = {16,  24,  32,  40,  48,  56,  64,  72,  80,  88,
                                                  96,  104, 112, 120, 128, 144, 160, 176, 192, 208,
                                                  224, 240, 256, 288, 320, 352, 384, 416, 448, 480,
                                                  512, 576, 640, 704, 768, 832, 896, 960, 1024};

// Rows of eight: 64 bytes each.
const uint8_t mem_class_of[MEM_CELL_MAX / 8 + 1] = {
    0,  0,  0,  1,  2,  3,  4,  5,                                                  // ...56
    6,  7,  8,  9,  10, 11, 12, 13,                                                 // ...120
    14, 15, 15, 16, 16, 17, 17, 18,                                                 // ...184
    18, 19, 19, 20, 20, 21, 21, 22,                                                 // ...248
    22, 23, 23, 23, 23, 24, 24, 24, 24, 25, 25, 25, 25, 26, 26, 26,                 // ...376
    26, 27, 27, 27, 27, 28, 28, 28, 28, 29, 29, 29, 29, 30, 30, 30,                 // ...504
    30, 31, 31, 31, 31, 31, 31, 31, 31, 32, 32, 32, 32, 32, 32, 32, 32, 33, 33, 33, // ...664
    33, 33, 33, 33, 33, 34, 34, 34, 34, 34, 34, 34, 34, 35, 35, 35, 35, 35, 35, 35, // ...824
    35, 36, 36, 36, 36, 36, 36, 36, 36, 37, 37, 37, 37, 37, 37, 37, 37, 38, 38, 38, // ...984
    38, 38, 38, 38, 38};

void mem_init(Heap *heap)
{
    for (int i = 0; i < MEM_CLASS_COUNT; i++) {
        uint32_t size = mem_class_size[i];
        heap->classes[i].cell_size = size;
        uint32_t count = (uint32_t)(PAGE_BYTES_FIRST - sizeof(Page)) / size;
        heap->next_count[i] = count > 0 ? count : 1;
    }
}

static inline Object **freed_link(Object *cell)
{
    return (Object **)(cell + 1);
}

void mem_reset_scan(Heap *heap)
{
    for (int i = 0; i < MEM_CLASS_COUNT; i++) {
        heap->classes[i].cursor = heap->classes[i].end = NULL;
        heap->classes[i].freed = NULL;
        heap->page[i] = NULL;
    }
}

// ---- raw memory

static void count_block(Runtime *rt, size_t bytes)
{
    rt->heap->block_bytes += bytes;
    rt->gc_debt += (intptr_t)bytes;
}

static void discount_block(Runtime *rt, size_t bytes)
{
    rt->heap->block_bytes -= bytes;
    rt->gc_debt -= (intptr_t)bytes;
}

static inline bool may_collect(const Runtime *rt)
{
    return !(rt->gc_stopped & GC_STOP_INTERNAL) && !rt->heap->atomic;
}

static inline void stress(Thread *L, Object *held)
{
#ifdef NEAP_GC_STRESS
    if (may_collect(L->runtime) && L->runtime->gc_stopped == 0) {
        L->runtime->heap->pinned = held;
        gc_full(L, true);
        L->runtime->heap->pinned = NULL;
        gc_make_due(L->runtime); // safe points, which clear dead registers, take part
    }
#else
    (void)L;
    (void)held;
#endif
}

// Collects because lua_Alloc failed; [held] stays alive. False if that is not possible now.
static bool collect_emergency(Thread *L, Object *held)
{
    Runtime *rt = L->runtime;
    if (!may_collect(rt)) {
        return false;
    }
    rt->heap->pinned = held;
    gc_full(L, true);
    rt->heap->pinned = NULL;
    return true;
}

// True if [more] bytes would be too many for the host (neap_setmemorylimit). When the state is
// being stopped for that reason, the little that is needed then is allowed.
static bool exceeds_limit(Runtime *rt, size_t more)
{
    size_t limit = rt->memory_limit;
    if (LIKELY(limit == 0) || runtime_is_stopped(rt)) {
        return false;
    }
    size_t used = rt->heap->page_bytes + rt->heap->block_bytes;
    rt->over_limit = used > limit || more > limit - used;
    return rt->over_limit;
}

static void *host_alloc(Runtime *rt, size_t tag, size_t bytes)
{
    if (UNLIKELY(exceeds_limit(rt, bytes))) {
        return NULL;
    }
    return rt->alloc(rt->alloc_data, NULL, tag, bytes);
}

static void *host_realloc(Runtime *rt, void *block, size_t old_size, size_t new_size)
{
    if (new_size > old_size && UNLIKELY(exceeds_limit(rt, new_size - old_size))) {
        return NULL;
    }
    return rt->alloc(rt->alloc_data, block, old_size, new_size);
}

static void host_free(Runtime *rt, void *block, size_t bytes)
{
    rt->alloc(rt->alloc_data, block, bytes, 0);
}

void *mem_try_raw(Runtime *rt, size_t bytes)
{
    void *block = host_alloc(rt, 0, bytes);
    if (block != NULL) {
        count_block(rt, bytes);
    }
    return block;
}

void mem_free_raw(Runtime *rt, void *block, size_t bytes)
{
    if (block != NULL) {
        discount_block(rt, bytes);
        host_free(rt, block, bytes);
    }
}

// With an emergency collection; not counted.
static void *host_alloc_hard(Thread *L, size_t tag, size_t bytes, Object *held)
{
    void *block = host_alloc(L->runtime, tag, bytes);
    if (UNLIKELY(block == NULL) && collect_emergency(L, held)) {
        block = host_alloc(L->runtime, tag, bytes);
    }
    return block;
}

// ---- pages

static Page *page_new(Runtime *rt, int class_index)
{
    Heap *heap = rt->heap;
    size_t size = mem_class_size[class_index];
    uint32_t count = heap->next_count[class_index];
    size_t bytes = sizeof(Page) + count * size;
    Page *page = host_alloc(rt, 0, bytes);
    if (page == NULL) {
        return NULL;
    }
    heap->page_bytes += bytes;
    page->next = NULL;
    page->count = count;
    page->class_index = (uint16_t)class_index;
    page->full = 0;
    for (size_t i = 0; i < count; i++) {
        memset(mem_page_cell(page, i), 0, sizeof(Object));
    }
    uint32_t most = (uint32_t)((PAGE_BYTES_MAX - sizeof(Page)) / size);
    uint32_t next = count + (count >> 1) + 1;
    heap->next_count[class_index] = next < most ? next : most;
    return page;
}

void mem_free_page(Runtime *rt, Page *page)
{
    size_t bytes = mem_page_bytes(page);
    rt->heap->page_bytes -= bytes;
    host_free(rt, page, bytes);
}

static void scan_page(Heap *heap, int class_index, Page *page)
{
    MemClass *c = &heap->classes[class_index];
    heap->page[class_index] = page;
    c->cursor = (char *)(page + 1);
    c->end = c->cursor + (size_t)page->count * c->cell_size;
}

// Makes a dead cell with special contents ready for use; false if it must be left alone.
static bool clean_cell(Runtime *rt, Object *o)
{
    if (o->flags & OBJECT_PARTS) {
        return false; // on the owner list: the sweep will free what it owns
    }
    str_unlink(rt, (String *)o);
    return true;
}

// The next dead cell of the current page, or NULL.
static inline Object *scan_cells(Runtime *rt, MemClass *c)
{
    uint8_t mark1 = rt->new_mark;
    uint8_t mark2 = rt->live_mark;
    char *p = c->cursor;
    char *end = c->end;
    size_t size = c->cell_size;
    while (p != end) {
        Object *o = (Object *)p;
        p += size;
        if (o->mark != mark1 && o->mark != mark2) {
            if (UNLIKELY(o->type == TAG_SHORT_STRING || (o->flags & OBJECT_PARTS) != 0)) {
                c->cursor = p;
                if (!clean_cell(rt, o)) {
                    continue;
                }
            }
            c->cursor = p;
            return o;
        }
    }
    c->cursor = p;
    return NULL;
}

static void insert_page(Heap *heap, int class_index, Page *page)
{
    Page *after = heap->page[class_index];
    if (after == NULL) {
        page->next = heap->first_page[class_index];
        heap->first_page[class_index] = page;
    } else {
        page->next = after->next;
        after->next = page;
    }
    if (page->next == NULL) {
        heap->last_page[class_index] = page;
    }
}

// A dead cell from the following pages, or of a new page. NULL: no memory.
static Object *scan_pages(Runtime *rt, int class_index)
{
    Heap *heap = rt->heap;
    MemClass *c = &heap->classes[class_index];
    for (int left = SCAN_PAGES_MAX; left > 0; left--) {
        Page *page = heap->page[class_index];
        page = page != NULL ? page->next : heap->first_page[class_index];
        while (page != NULL && page->full) {
            heap->page[class_index] = page;
            page = page->next;
        }
        if (page == NULL) {
            break;
        }
        scan_page(heap, class_index, page);
        Object *o = scan_cells(rt, c);
        if (o != NULL) {
            return o;
        }
        page->full = heap->generational;
    }
    Page *page = page_new(rt, class_index);
    if (page == NULL) {
        return NULL;
    }
    insert_page(heap, class_index, page);
    scan_page(heap, class_index, page);
    return scan_cells(rt, c);
}

static inline Object *take_cell(Runtime *rt, int class_index)
{
    MemClass *c = &rt->heap->classes[class_index];
    Object *o = c->freed;
    if (UNLIKELY(o != NULL)) {
        c->freed = *freed_link(o);
        return o;
    }
    return scan_cells(rt, c);
}

static Object *take_cell_slow(Thread *L, int class_index, Object *held)
{
    Runtime *rt = L->runtime;
    Object *o = scan_pages(rt, class_index);
    if (UNLIKELY(o == NULL) && collect_emergency(L, held)) {
        o = take_cell(rt, class_index);
        if (o == NULL) {
            o = scan_pages(rt, class_index);
        }
    }
    return o;
}

// ---- objects

static size_t host_tag(uint8_t type)
{
    switch (type) {
    case TAG_SHORT_STRING:
    case TAG_LONG_STRING:
        return LUA_TSTRING;
    case TAG_TABLE:
        return LUA_TTABLE;
    case TAG_LUA_CLOSURE:
    case TAG_NATIVE_CLOSURE:
        return LUA_TFUNCTION;
    case TAG_USERDATA:
        return LUA_TUSERDATA;
    case TAG_THREAD:
        return LUA_TTHREAD;
    default:
        return 0;
    }
}

static __attribute__((noinline)) Object *large_new(Thread *L, uint8_t type, size_t size)
{
    Runtime *rt = L->runtime;
    Heap *heap = rt->heap;
    if (UNLIKELY(size > PTRDIFF_MAX - sizeof(LargeBlock))) {
        mem_too_big(L);
    }
    size_t bytes = size + sizeof(LargeBlock);
    LargeBlock *block = host_alloc_hard(L, host_tag(type), bytes, NULL);
    if (UNLIKELY(block == NULL)) {
        throw_memory(L);
    }
    count_block(rt, bytes);
    block->bytes = bytes;
    block->next = heap->large;
    if (heap->large_cursor == &heap->large) {
        heap->large_cursor = &block->next; // the sweep need not look at the new one
    }
    heap->large = block;
    Object *o = (Object *)(block + 1);
    mem_set_header(o, type, rt->new_mark);
    o->flags = OBJECT_LARGE;
    return o;
}

void mem_free_large(Runtime *rt, LargeBlock *block)
{
    mem_free_raw(rt, block, block->bytes);
}

Object *mem_new_object_slow(Thread *L, uint8_t type, size_t size)
{
    stress(L, NULL);
    if (UNLIKELY(mem_cell_bytes(size) == 0)) {
        return large_new(L, type, size);
    }
    Runtime *rt = L->runtime;
    int class_index = mem_class_of[(size + 7) >> 3];
    Object *o = take_cell(rt, class_index);
    if (UNLIKELY(o == NULL)) {
        o = take_cell_slow(L, class_index, NULL);
        if (UNLIKELY(o == NULL)) {
            throw_memory(L);
        }
    }
    mem_set_header(o, type, rt->new_mark);
    rt->gc_debt += (intptr_t)rt->heap->classes[class_index].cell_size;
    return o;
}

Object *mem_new_object(Thread *L, uint8_t type, size_t size)
{
    return mem_new_object_fast(L, type, size);
}

// ---- parts

// Turns a fresh cell into a part that lives and dies with [owner].
static void *part_from_cell(Runtime *rt, Object *owner, Object *o, int class_index)
{
    size_t bytes = mem_class_size[class_index];
    mem_set_header(o, TAG_BLOCK, owner->mark);
    if (owner->mark == rt->black) {
        rt->heap->marked_bytes += bytes;
    }
    rt->gc_debt += (intptr_t)bytes;
    return o + 1;
}

static bool own(Runtime *rt, Object *owner)
{
    if (!(owner->flags & OBJECT_PARTS)) {
        if (!vector_try_push(rt, &rt->heap->owners, owner)) {
            return false;
        }
        owner->flags |= OBJECT_PARTS;
    }
    return true;
}

void *mem_part_try_quiet(Runtime *rt, Object *owner, size_t size)
{
    if (mem_part_is_cell(size)) {
        int class_index = mem_class_of[(size + sizeof(Object) + 7) >> 3];
        Object *o = take_cell(rt, class_index);
        if (o == NULL) {
            o = scan_pages(rt, class_index);
        }
        return o != NULL ? part_from_cell(rt, owner, o, class_index) : NULL;
    }
    return own(rt, owner) ? mem_try_raw(rt, size) : NULL;
}

void *mem_part_try_new(Thread *L, Object *owner, size_t size)
{
    Runtime *rt = L->runtime;
    stress(L, owner);
    void *part = mem_part_try_quiet(rt, owner, size);
    if (UNLIKELY(part == NULL) && collect_emergency(L, owner)) {
        part = mem_part_try_quiet(rt, owner, size);
    }
    return part;
}

void *mem_part_new(Thread *L, Object *owner, size_t size)
{
    if (UNLIKELY(size > PTRDIFF_MAX)) {
        mem_too_big(L);
    }
    void *part = mem_part_try_new(L, owner, size);
    if (UNLIKELY(part == NULL)) {
        throw_memory(L);
    }
    return part;
}

// A huge table that changes its parts while it is traversed in slices starts again.
void mem_part_moved(Thread *L, Object *owner)
{
    Heap *heap = L->runtime->heap;
    for (size_t i = 0; i < heap->huge_count; i++) {
        if (&heap->huge[i].table->header == owner) {
            heap->huge[i].position = 0;
        }
    }
}

void mem_part_free(Thread *L, Object *owner, void *part, size_t size)
{
    Runtime *rt = L->runtime;
    Heap *heap = rt->heap;
    if (part == NULL) {
        return;
    }
    mem_part_moved(L, owner);
    if (!mem_part_is_cell(size)) {
        mem_free_raw(rt, part, size);
        return;
    }
    Object *cell = mem_part_cell(part);
    int class_index = mem_class_of[(size + sizeof(Object) + 7) >> 3];
    size_t bytes = mem_class_size[class_index];
    if (cell->mark == rt->black) {
        heap->marked_bytes -= bytes;
    }
    rt->gc_debt -= (intptr_t)bytes;
    mem_set_header(cell, 0, rt->new_mark);
    *freed_link(cell) = heap->classes[class_index].freed;
    heap->classes[class_index].freed = cell;
}

// ---- plain blocks

void *mem_try_alloc(Thread *L, size_t size)
{
    stress(L, NULL);
    if (size > PTRDIFF_MAX) {
        return NULL;
    }
    void *block = host_alloc_hard(L, 0, size, NULL);
    if (block != NULL) {
        count_block(L->runtime, size);
    }
    return block;
}

void *mem_alloc(Thread *L, size_t size)
{
    if (UNLIKELY(size > PTRDIFF_MAX)) {
        mem_too_big(L);
    }
    void *block = size > 0 ? mem_try_alloc(L, size) : NULL;
    if (UNLIKELY(block == NULL && size > 0)) {
        throw_memory(L);
    }
    return block;
}

void *mem_realloc(Thread *L, void *block, size_t old_size, size_t new_size)
{
    Runtime *rt = L->runtime;
    if (block == NULL) {
        return mem_alloc(L, new_size);
    }
    if (new_size == 0) {
        mem_free(L, block, old_size);
        return NULL;
    }
    if (UNLIKELY(new_size > PTRDIFF_MAX)) {
        mem_too_big(L);
    }
    stress(L, NULL);
    void *moved = host_realloc(rt, block, old_size, new_size);
    if (UNLIKELY(moved == NULL) && collect_emergency(L, NULL)) {
        moved = host_realloc(rt, block, old_size, new_size);
    }
    if (UNLIKELY(moved == NULL)) {
        throw_memory(L);
    }
    discount_block(rt, old_size);
    count_block(rt, new_size);
    return moved;
}

void mem_free(Thread *L, void *block, size_t size)
{
    mem_free_raw(L->runtime, block, size);
}

void mem_too_big(Thread *L)
{
    throw_error(L, "memory allocation error: block too big");
}

// ---- vectors

bool vector_try_reserve(Runtime *rt, ObjectVector *v, size_t capacity)
{
    if (capacity <= v->capacity) {
        return true;
    }
    size_t wanted = v->capacity * 2;
    if (wanted < capacity) {
        wanted = capacity;
    }
    if (wanted < 8) {
        wanted = 8;
    }
    size_t old_bytes = v->capacity * sizeof(Object *);
    size_t bytes = wanted * sizeof(Object *);
    void *items = host_realloc(rt, v->items, old_bytes, bytes);
    if (items == NULL) {
        return false;
    }
    discount_block(rt, old_bytes);
    count_block(rt, bytes);
    v->items = items;
    v->capacity = wanted;
    return true;
}

bool vector_try_push(Runtime *rt, ObjectVector *v, Object *object)
{
    if (UNLIKELY(v->count == v->capacity) && !vector_try_reserve(rt, v, v->count + 1)) {
        return false;
    }
    v->items[v->count++] = object;
    return true;
}

void vector_free(Runtime *rt, ObjectVector *v)
{
    mem_free_raw(rt, v->items, v->capacity * sizeof(Object *));
    *v = (ObjectVector){0};
}

void mem_reserve(Thread *L, ObjectVector *v, size_t capacity, Object *held)
{
    Runtime *rt = L->runtime;
    stress(L, held);
    if (!vector_try_reserve(rt, v, capacity) &&
        !(collect_emergency(L, held) && vector_try_reserve(rt, v, capacity))) {
        throw_memory(L);
    }
}

// ---- walking the heap

static bool is_live_object(const Runtime *rt, const Object *o)
{
    return o->type != 0 && o->type != TAG_BLOCK && (!gc_is_dead(rt, o) || o->mark == rt->black);
}

void heap_walk(Runtime *rt, void (*f)(Runtime *, Object *, void *), void *data)
{
    Heap *heap = rt->heap;
    for (int i = 0; i < MEM_CLASS_COUNT; i++) {
        for (Page *page = heap->first_page[i]; page != NULL; page = page->next) {
            for (size_t j = 0; j < page->count; j++) {
                Object *o = mem_page_cell(page, j);
                if (is_live_object(rt, o)) {
                    f(rt, o, data);
                }
            }
        }
    }
    for (LargeBlock *block = heap->large; block != NULL; block = block->next) {
        Object *o = (Object *)(block + 1);
        if (is_live_object(rt, o)) {
            f(rt, o, data);
        }
    }
    f(rt, &thread_object(rt->main_thread)->header, data);
}

size_t object_bytes(const Object *o)
{
    switch (o->type) {
    case TAG_SHORT_STRING:
    case TAG_LONG_STRING:
        return offsetof(String, bytes) + ((const String *)o)->length + 1;
    case TAG_TABLE:
        return ((const Table *)o)->object_bytes;
    case TAG_LUA_CLOSURE:
        return sizeof(LuaClosure) + o->aux * sizeof(Upvalue *);
    case TAG_NATIVE_CLOSURE:
        return sizeof(NativeClosure) + o->aux * sizeof(Value);
    case TAG_USERDATA: {
        const Userdata *u = (const Userdata *)o;
        return sizeof(Userdata) + o->extra * sizeof(Value) + u->size;
    }
    case TAG_THREAD:
        return thread_object_bytes((const ThreadObject *)o);
    case TAG_PROTO:
        return sizeof(Proto);
    case TAG_UPVALUE:
        return sizeof(Upvalue);
    default:
        return 0;
    }
}
