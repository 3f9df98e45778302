// SPDX-License-Identifier: MIT
// heap_test.c: tests of the allocator, the collector, threads and closures, without an interpreter.
// Prints "ok". With an argument "bench" it prints times instead.

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "vm/check/heapcheck.h"
#include "vm/heap/closure.h"
#include "vm/heap/gc.h"
#include "vm/heap/heap.h"
#include "vm/heap/mem.h"
#include "vm/heap/state.h"
#include "vm/heap/str.h"
#include "vm/heap/table.h"
#include "vm/heap/thread.h"
#include "vm/heap/throw.h"

#undef assert
#define assert(x) \
    ((x) ? (void)0 : (fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #x), abort()))

// ---- a lua_Alloc that checks sizes, counts, and fails on demand

typedef struct Host {
    size_t bytes;
    size_t peak;
    size_t blocks;
    size_t limit;    // 0: none
    long fail_after; // >= 0: that many allocations succeed
} Host;

static void *host_alloc(void *data, void *block, size_t old_size, size_t new_size)
{
    Host *host = data;
    size_t *head = block != NULL ? (size_t *)block - 2 : NULL;
    assert(head == NULL || *head == old_size);
    size_t old = head != NULL ? old_size : 0;
    if (new_size == 0) {
        host->bytes -= old;
        host->blocks -= head != NULL;
        if (head != NULL) {
            memset(block, 0x55, old);
        }
        free(head);
        return NULL;
    }
    if (new_size > old) {
        if (host->fail_after == 0 ||
            (host->limit != 0 && host->bytes - old + new_size > host->limit)) {
            return NULL;
        }
        host->fail_after -= host->fail_after > 0;
    }
    size_t *moved = malloc(new_size + 2 * sizeof(size_t));
    assert(moved != NULL);
    memset(moved + 2, 0xAA, new_size);
    if (head != NULL) {
        memcpy(moved + 2, block, old < new_size ? old : new_size);
        free(head);
    } else {
        host->blocks++;
    }
    *moved = new_size;
    host->bytes = host->bytes - old + new_size;
    host->peak = host->bytes > host->peak ? host->bytes : host->peak;
    return moved + 2;
}

static Host host;

static Thread *open_state(void)
{
    host = (Host){.fail_after = -1};
    Thread *L = state_open(host_alloc, &host, 12345);
    assert(L != NULL);
    return L;
}

static void close_state(Thread *L)
{
    heapcheck(L->runtime);
    state_free(L);
    assert(host.bytes == 0 && host.blocks == 0);
}

// ---- stack helpers

static Value *push_table(Thread *L, uint32_t array_size, uint32_t entries)
{
    thread_ensure(L, L->top, 2);
    Table *t = table_new(L, array_size, entries);
    value_set_table(L->top, t);
    return L->top++;
}

static Value *push_string(Thread *L, const char *text)
{
    thread_ensure(L, L->top, 2);
    String *s = str_new_z(L, text);
    value_set_string(L->top, s);
    return L->top++;
}

// t[key] = value on top; pops it.
static void set_field(Thread *L, Table *t, const char *key)
{
    String *s = str_new_z(L, key);
    value_set_string(L->top++, s);
    table_set_string(L, t, s, L->top - 2);
    L->top -= 2;
}

static void full(Thread *L)
{
    gc_control(L, LUA_GCCOLLECT, 0, 0, 0);
    heapcheck(L->runtime);
}

static uint32_t random_state = 1;
static uint32_t random_below(uint32_t n)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)random_state * n) >> 32);
}

// ---- tests

static void test_open_fails(void)
{
    for (long n = 0;; n++) {
        host = (Host){.fail_after = n};
        Thread *L = state_open(host_alloc, &host, 1);
        if (L != NULL) {
            state_free(L);
            assert(host.bytes == 0 && host.blocks == 0);
            assert(n > 10);
            return;
        }
        assert(host.bytes == 0 && host.blocks == 0);
    }
}

static void test_registry(void)
{
    Thread *L = open_state();
    Table *registry = value_table(&L->runtime->registry);
    Value v = table_get_int(registry, LUA_RIDX_MAINTHREAD);
    assert(v.tag == TAG_THREAD && value_thread(&v) == L);
    v = table_get_int(registry, LUA_RIDX_GLOBALS);
    assert(v.tag == TAG_TABLE);
    full(L); // gives the collector its lists
    size_t before = gc_count_bytes(L->runtime);
    full(L);
    full(L);
    assert(gc_count_bytes(L->runtime) <= before);
    close_state(L);
}

static void test_garbage_goes(void)
{
    Thread *L = open_state();
    full(L);
    size_t before = gc_count_bytes(L->runtime);
    for (int i = 0; i < 20000; i++) {
        char text[80];
        push_table(L, 3, 0);
        snprintf(text, sizeof text, "string number %d", i);
        push_string(L, text);
        strcat(text, " that is too long to be interned by anybody");
        push_string(L, text);
        L->top -= 3;
    }
    assert(gc_count_bytes(L->runtime) > before + 1000000);
    full(L);
    full(L);
    assert(gc_count_bytes(L->runtime) < before + 4096);
    assert(heapcheck_count(L->runtime, TAG_TABLE) == 2);
    assert(host.bytes < 100000);
    close_state(L);
}

// A random graph of tables below an anchor; nodes carry their number, checked on every visit.
static void mutate(Thread *L, Table *anchor, uint32_t nodes, int rounds)
{
    for (int i = 0; i < rounds; i++) {
        Value v = table_get_int(anchor, 1 + random_below(nodes));
        assert(v.tag == TAG_TABLE);
        Table *from = value_table(&v);
        switch (random_below(8)) {
        case 0: { // replace a node
            uint32_t n = 1 + random_below(nodes);
            Value *node = push_table(L, random_below(4), random_below(4));
            Value number = {.tag = TAG_INTEGER, .as.integer = n};
            table_set_int(L, value_table(node), 0, &number);
            table_set_int(L, anchor, n, node);
            L->top--;
            break;
        }
        case 1: { // a long or short string
            char text[100];
            snprintf(text, sizeof text, "%*u", 1 + (int)random_below(80), random_below(100));
            Value *s = push_string(L, text);
            table_set(L, from, s, s);
            L->top--;
            break;
        }
        case 2: // grow
            for (uint32_t j = 1; j < random_below(200); j++) {
                Value *child = push_table(L, 0, 0);
                table_set_int(L, from, j, child);
                L->top--;
            }
            break;
        case 3: { // a part of the table vanishes
            Value nil = {.tag = TAG_NIL};
            for (uint32_t j = 1; j < 100; j++) {
                table_set_int(L, from, j, &nil);
            }
            break;
        }
        default: { // edge
            Value to = table_get_int(anchor, 1 + random_below(nodes));
            table_set_int(L, from, 1 + random_below(6), &to);
            Value number = table_get_int(from, 0);
            assert(number.tag == TAG_INTEGER);
        }
        }
        if (gc_is_due(L->runtime)) {
            gc_step(L);
        }
        if (random_below(1000) == 0) {
            heapcheck(L->runtime);
        }
    }
}

static void test_mutation(int mode, uint32_t nodes, int rounds)
{
    Thread *L = open_state();
    gc_control(L, mode, 0, 0, 0);
    if (mode == LUA_GCINC) {
        gc_control(L, LUA_GCSETSTEPMUL, 10, 0, 0);
        L->runtime->heap->step_size = 10;
    }
    Table *anchor = value_table(push_table(L, 0, 0));
    for (uint32_t i = 1; i <= nodes; i++) {
        Value *node = push_table(L, 0, 0);
        Value number = {.tag = TAG_INTEGER, .as.integer = i};
        table_set_int(L, value_table(node), 0, &number);
        table_set_int(L, anchor, i, node);
        L->top--;
    }
    mutate(L, anchor, nodes, rounds);
    gc_control(L, mode == LUA_GCGEN ? LUA_GCINC : LUA_GCGEN, 0, 0, 0);
    heapcheck(L->runtime);
    mutate(L, anchor, nodes, rounds / 4);
    full(L);
    close_state(L);
}

static void make_weak(Thread *L, Table *t, const char *mode)
{
    Value *metatable = push_table(L, 0, 1);
    push_string(L, mode);
    set_field(L, value_table(metatable), "__mode");
    t->metatable = value_table(metatable);
    gc_barrier_object(L->runtime, &t->header, &t->metatable->header);
    L->top--;
}

static void test_weak_values(void)
{
    Thread *L = open_state();
    Table *weak = value_table(push_table(L, 0, 0));
    make_weak(L, weak, "v");
    Table *keep = value_table(push_table(L, 0, 0));
    for (int i = 1; i <= 200; i++) {
        Value *v = push_table(L, 0, 0);
        table_set_int(L, weak, i, v);
        if (i % 2 == 0) {
            table_set_int(L, keep, i, v);
        }
        L->top--;
    }
    push_string(L, "a string is a value");
    set_field(L, weak, "string");
    full(L);
    for (int i = 1; i <= 200; i++) {
        assert((table_get_int(weak, i).tag == TAG_NIL) == (i % 2 == 1));
    }
    assert(table_get_string(weak, str_new_z(L, "string")).tag == TAG_SHORT_STRING);
    close_state(L);
}

// A chain k1 -> k2 -> ... through [count] ephemeron entries, in an order that is bad for passes.
static void test_ephemerons(int count, int order)
{
    Thread *L = open_state();
    gc_control(L, LUA_GCSTOP, 0, 0, 0);
    Table *weak = value_table(push_table(L, 0, 0));
    make_weak(L, weak, "k");
    Table *all = value_table(push_table(L, 0, 0));
    for (int i = 1; i <= count + 1; i++) {
        table_set_int(L, all, i, push_table(L, 0, 0));
        L->top--;
    }
    for (int j = 0; j < count; j++) {
        // A permutation, or straight, or backwards.
        int i = order == 0 ? j : order == 1 ? count - 1 - j : (int)((long)j * 7919 % count);
        Value key = table_get_int(all, i + 1), value = table_get_int(all, i + 2);
        table_set(L, weak, &key, &value);
    }
    Value first = table_get_int(all, 1);
    value_copy(L->top++, &first);
    Value nil = {.tag = TAG_NIL};
    for (int i = 1; i <= count + 1; i++) {
        table_set_int(L, all, i, &nil);
    }
    full(L);
    assert(heapcheck_count(L->runtime, TAG_TABLE) >= (size_t)count);
    int found = 0;
    Value key, value;
    for (uint32_t p = 0; (p = table_next_at(weak, p, &key, &value)) != 0;) {
        found++;
    }
    assert(found == count);
    L->top--;
    full(L);
    assert(table_next_at(weak, 0, &key, &value) == 0);
    close_state(L);
}

static void test_finalizers(void)
{
    Thread *L = open_state();
    Runtime *rt = L->runtime;
    Table *weak_values = value_table(push_table(L, 0, 0));
    make_weak(L, weak_values, "v");
    Table *weak_keys = value_table(push_table(L, 0, 0));
    make_weak(L, weak_keys, "k");
    for (int i = 1; i <= 10; i++) {
        Value *v = push_table(L, 0, 0);
        Value number = {.tag = TAG_INTEGER, .as.integer = i};
        table_set_int(L, value_table(v), 1, &number);
        gc_register_finalizer(L, &value_table(v)->header);
        table_set_int(L, weak_values, i, v);
        table_set(L, weak_keys, v, &number);
        L->top--;
    }
    full(L);
    assert(rt->finalizer_due_count == 10);
    Value key, value;
    int keys = 0;
    for (uint32_t p = 0; (p = table_next_at(weak_keys, p, &key, &value)) != 0;) {
        keys++;
    }
    assert(keys == 10);
    for (int i = 10; i >= 1; i--) {
        assert(table_get_int(weak_values, i).tag == TAG_NIL);
        Value v;
        assert(gc_next_finalizer(rt, &v));
        Value number = table_get_int(value_table(&v), 1);
        assert(number.as.integer == i);
        full(L);
    }
    assert(!gc_has_finalizers(rt));
    full(L);
    assert(table_next_at(weak_keys, 0, &key, &value) == 0);
    assert(heapcheck_count(rt, TAG_TABLE) == 6);
    // At close all run.
    Value *v = push_table(L, 0, 0);
    gc_register_finalizer(L, &value_table(v)->header);
    gc_queue_all_finalizers(L);
    assert(rt->finalizer_due_count == 1 && gc_next_finalizer(rt, v));
    close_state(L);
}

// The stack of a thread that dies while its upvalue lives; and a thread kept by nobody.
static void test_threads(int mode)
{
    Thread *L = open_state();
    gc_control(L, mode, 0, 0, 0);
    full(L);
    size_t before = gc_count_bytes(L->runtime);
    Thread *co = thread_new(L);
    value_set_thread(L->top++, co);
    size_t size = gc_count_bytes(L->runtime) - before;
    assert(size <= 380 || MEM_CELL_MAX == 0 || !mem_part_is_cell(8));
    Value *slot = co->top++;
    Table *t = table_new(L, 0, 0);
    value_set_table(slot, t);
    Upvalue *u = upvalue_find(co, slot);
    assert(upvalue_find(co, slot) == u);
    NativeClosure *holder = closure_new_native(L, 1);
    value_set_object(L->top++, holder, TAG_NATIVE_CLOSURE);
    for (int i = 0; i < 100; i++) {
        thread_ensure(co, co->top, 100);
        value_set_integer(co->top++, i);
        gc_thread_touched(L->runtime, co);
    }
    assert(u->slot == co->stack + 1 && value_table(u->slot) == t);
    Value *above = co->top++;
    value_set_integer(above, 77);
    Upvalue *u2 = upvalue_find(co, above);
    assert(co->open_upvalues == u2 && u2->open.next == u);
    upvalue_close(co, above);
    assert(u2->slot == &u2->closed && u2->closed.as.integer == 77 && co->open_upvalues == u);
    co->top = co->stack + 2;
    full(L);
    assert(!gc_is_dead(L->runtime, &u->header));      // kept by the thread
    while (gc_control(L, LUA_GCSTEP, 1, 0, 0) == 0) { // a cycle in steps gives stacks back
    }
    assert(thread_stack_bytes(co) < 100 * sizeof(Value) || mode == LUA_GCGEN);
    // A Lua closure keeps the upvalue; the thread goes.
    Proto *p = proto_new(L);
    value_set_object(L->top++, p, TAG_PROTO);
    p->upvalue_count = 1;
    p->upvalues = mem_alloc(L, sizeof(UpvalueInfo));
    p->upvalues[0] = (UpvalueInfo){0};
    LuaClosure *f = closure_new_lua(L, p);
    f->upvalues[0] = u;
    value_set_object(L->top - 1, f, TAG_LUA_CLOSURE);
    gc_control(L, LUA_GCSTEP, 0, 0, 0);
    value_set_nil(L->top - 3);
    full(L);
    full(L);
    assert(heapcheck_count(L->runtime, TAG_THREAD) == 1);
    assert(u->slot == &u->closed && value_table(u->slot) == t);
    assert(!gc_is_dead(L->runtime, &t->header));
    close_state(L);
}

static void test_many_threads(void)
{
    Thread *L = open_state();
    full(L);
    size_t before = gc_count_bytes(L->runtime), host_before = host.bytes;
    for (int i = 0; i < 100000; i++) {
        value_set_thread(L->top++, thread_new(L));
        Thread *co = value_thread(L->top - 1);
        thread_ensure(co, co->top, i % 100);
        co->top += i % 100;
        L->top--;
        if (gc_is_due(L->runtime)) {
            gc_step(L);
        }
    }
    assert(host.peak < 4000000);
    full(L);
    assert(gc_count_bytes(L->runtime) < before + 4096);
    assert(host.bytes < host_before + 65536);
    close_state(L);
}

// What the host has behind the state's block may be the main thread's stack: it is a block like any
// other.
typedef struct Place {
    void *address; // where the next large block goes; NULL: anywhere
    int frees;     // of the block there
    bool is_opened;
} Place;

static void *place_alloc(void *data, void *block, size_t old_size, size_t new_size)
{
    Place *place = data;
    (void)old_size;
    if (new_size == 0) {
        if (block != NULL && block == place->address) {
            place->frees++;
        } else {
            free(block);
        }
        return NULL;
    }
    if (block == NULL && place->address != NULL && place->frees == 0 && new_size > MEM_CELL_MAX) {
        return place->address;
    }
    if (!place->is_opened) { // the state
        place->is_opened = true;
        return malloc(new_size + 65536);
    }
    return realloc(block, new_size);
}

static void test_stack_behind_state(void)
{
    Place place = {.address = NULL};
    Thread *L = state_open(place_alloc, &place, 1);
    assert(L != NULL);
    Frame *frames = (Frame *)(thread_object(L) + 1); // where other threads have their first parts
    place.address = frames + THREAD_INITIAL_FRAMES;
    thread_grow_stack(L, L->top, 200);
    assert(L->stack == place.address);
    full(L);
    assert(L->stack != place.address && place.frees == 1);
    state_free(L);
}

static void test_stack_limits(void)
{
    Thread *L = open_state();
    assert(!thread_try_grow_stack(L, L->top, STACK_MAX));
    assert(thread_try_grow_stack(L, L->top, STACK_MAX - 100));
    assert(L->runtime->chain_bytes == L->part_bytes);
    assert(L->runtime->chain_bytes > STACK_MAX * sizeof(Value) / 2);
    full(L);
    assert(L->part_bytes < 10000 && L->runtime->chain_bytes == L->part_bytes);
    for (int i = 0; i < 1000; i++) {
        Frame *f = thread_next_frame(L);
        thread_ensure(L, L->top, 2);
        value_set_nil(L->top++);
        *f = (Frame){.base = L->top, .kind = FRAME_C};
        L->frame = f;
        heapcheck(L->runtime);
    }
    full(L);
    L->frame = L->frames;
    L->top = L->frame->base;
    full(L);
    assert(L->part_bytes < 10000);
    close_state(L);
}

static void fill_memory(Thread *L, void *data)
{
    (void)data;
    for (int i = 1;; i++) {
        Value *v = push_table(L, 3, 3);
        table_set_int(L, value_table(L->stack + 1), i, v);
        L->top--;
        if (i % 3 == 0) {
            Value *s = push_string(L, "the longest string that is not interned, or so");
            table_set(L, value_table(L->stack + 1), s, s);
            L->top--;
        }
        push_table(L, 10, 0); // garbage that an emergency collection finds
        L->top--;
    }
}

static void test_out_of_memory(void)
{
    for (size_t limit = 40000; limit < 700000; limit = limit + limit / 5) {
        Thread *L = open_state();
        push_table(L, 0, 0);
        host.limit = limit;
        gc_control(L, limit % 2 ? LUA_GCGEN : LUA_GCINC, 0, 0, 0);
        assert(throw_protect(L, fill_memory, NULL) == LUA_ERRMEM);
        assert(value_string(L->top - 1) == L->runtime->memory_message);
        heapcheck(L->runtime);
        host.limit = 0;
        L->top = L->stack + 2;
        full(L);
        value_set_nil(L->stack + 1);
        full(L);
        close_state(L);
    }
}

typedef struct Work {
    uint32_t seed;
} Work;

static void some_work(Thread *L, void *data)
{
    Work *work = data;
    random_state = work->seed;
    Table *anchor = value_table(L->stack + 1);
    for (uint32_t i = 1; i <= 20; i++) {
        Value *node = push_table(L, 0, 0);
        Value number = {.tag = TAG_INTEGER, .as.integer = i};
        table_set_int(L, value_table(node), 0, &number);
        table_set_int(L, anchor, i, node);
        L->top--;
    }
    mutate(L, anchor, 20, 200);
    Thread *co = thread_new(L);
    value_set_thread(L->top++, co);
    thread_ensure(co, co->top, 300);
    upvalue_find(co, co->stack);
    make_weak(L, anchor, "k");
    gc_control(L, LUA_GCCOLLECT, 0, 0, 0);
}

// Every allocation fails once.
static void test_fail_nth(void)
{
    for (long n = 0; n < 100000; n = n < 400 ? n + 1 : n + n / 50) {
        Thread *L = open_state();
        push_table(L, 0, 0);
        Work work = {7};
        host.fail_after = n;
        int status = throw_protect(L, some_work, &work);
        host.fail_after = -1;
        heapcheck(L->runtime);
        L->top = L->stack + 2;
        full(L);
        close_state(L);
        if (status == LUA_OK) {
            return;
        }
        assert(status == LUA_ERRMEM);
    }
}

static void test_epochs(void)
{
    Thread *L = open_state();
    push_table(L, 0, 0);
    for (int i = 1; i <= 1500; i++) {
        if (i % 300 == 0) {
            gc_control(L, i % 600 == 0 ? LUA_GCINC : LUA_GCGEN, 0, 0, 0);
        }
        for (int j = 0; j < 30; j++) {
            char text[40];
            snprintf(text, sizeof text, "%d", i * 40 + j);
            push_string(L, text);
            Value *v = push_table(L, 2, 0);
            table_set_int(L, value_table(v), 1, v - 1);
            table_set_int(L, value_table(L->stack + 1), 1 + (j + i) % 1000, v);
            L->top -= 2;
        }
        if (i % 7 == 0) {
            gc_control(L, LUA_GCCOLLECT, 0, 0, 0);
        } else {
            gc_control(L, LUA_GCSTEP, 1000, 0, 0);
        }
    }
    heapcheck(L->runtime);
    assert(heapcheck_count(L->runtime, TAG_TABLE) < 2000);
    close_state(L);
}

static void test_control(void)
{
    Thread *L = open_state();
    assert(gc_control(L, LUA_GCISRUNNING, 0, 0, 0) == 1);
    gc_control(L, LUA_GCSTOP, 0, 0, 0);
    assert(gc_control(L, LUA_GCISRUNNING, 0, 0, 0) == 0);
    assert(gc_control(L, LUA_GCSTEP, 20000, 0, 0) == 1);
    assert(gc_control(L, LUA_GCISRUNNING, 0, 0, 0) == 0);
    gc_control(L, LUA_GCRESTART, 0, 0, 0);
    assert(gc_control(L, LUA_GCISRUNNING, 0, 0, 0) == 1);
    assert(gc_control(L, LUA_GCGEN, 0, 0, 0) == LUA_GCINC);
    assert(gc_control(L, LUA_GCGEN, 0, 0, 0) == LUA_GCGEN);
    assert(gc_control(L, LUA_GCINC, 0, 0, 0) == LUA_GCGEN);
    assert(gc_control(L, LUA_GCSETPAUSE, 100, 0, 0) == 200);
    assert(gc_control(L, LUA_GCSETPAUSE, 200, 0, 0) == 100);
    assert(gc_control(L, LUA_GCSETSTEPMUL, 200, 0, 0) == 100);
    assert(gc_control(L, 1234, 0, 0, 0) == -1);
    size_t bytes = (size_t)gc_control(L, LUA_GCCOUNT, 0, 0, 0) * 1024 +
                   (size_t)gc_control(L, LUA_GCCOUNTB, 0, 0, 0);
    assert(bytes == gc_count_bytes(L->runtime));
    close_state(L);
}

static void test_big_userdata(void)
{
    Thread *L = open_state();
    size_t before = host.bytes;
    for (int i = 0; i < 2000; i++) {
        Userdata *u = userdata_new(L, 100000, 2);
        value_set_object(L->top++, u, TAG_USERDATA);
        memset(userdata_block(u), 1, 100000);
        L->top--;
        if (gc_is_due(L->runtime)) {
            gc_step(L);
        }
    }
    assert(host.peak < before + 30 * 100000);
    full(L);
    assert(host.bytes < before + 10000);
    close_state(L);
}

// ---- benchmarks

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void *plain_alloc(void *data, void *block, size_t old_size, size_t new_size)
{
    (void)data;
    (void)old_size;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, new_size);
}

static double longest_step;
static inline void safe_point(Thread *L)
{
    if (gc_is_due(L->runtime)) {
        double start = seconds();
        gc_step(L);
        double took = seconds() - start;
        longest_step = took > longest_step ? took : longest_step;
    }
}

static void bench_churn(const char *name, uint32_t live, int what, int mode)
{
    const int rounds = 20000000 > live * 4u ? 20000000 : (int)live * 4;
    Thread *L = state_open(plain_alloc, NULL, 1);
    gc_control(L, mode, 0, 0, 0);
    Table *anchor = value_table(push_table(L, live, 0));
    Proto *p = proto_new(L);
    value_set_object(L->top++, p, TAG_PROTO);
    p->upvalue_count = 1;
    Table *model = value_table(push_table(L, 0, 3));
    push_string(L, "x");
    table_add_key(L, model, value_string(L->top - 1));
    push_string(L, "y");
    table_add_key(L, model, value_string(L->top - 1));
    push_string(L, "z");
    table_add_key(L, model, value_string(L->top - 1));
    longest_step = 0;
    double start = 0;
    for (int i = -(int)live; i < rounds; i++) {
        if (i == 0) {
            start = seconds();
        }
        Value v;
        if (what == 0) {
            value_set_table(&v, table_copy_template(L, model, 0));
        } else if (what == 1) {
            Table *t = table_new(L, 3, 0);
            for (int j = 1; j <= 3; j++) {
                table_array_payload(t, j)->integer = i;
                *table_array_tag(t, j) = TAG_INTEGER;
            }
            value_set_table(&v, t);
        } else {
            value_set_object(&v, closure_new_lua(L, p), TAG_LUA_CLOSURE);
        }
        uint32_t k = i < 0 ? (uint32_t)(i + (int)live) : random_below(live);
        *table_array_payload(anchor, k + 1) = v.as;
        *table_array_tag(anchor, k + 1) = v.tag;
        gc_barrier(L->runtime, &anchor->header, &v);
        safe_point(L);
    }
    printf("%-28s live %8u  %6.1f ns  longest step %.2f ms\n", name, live,
           (seconds() - start) / rounds * 1e9, longest_step * 1e3);
    state_free(L);
}

static Table *make_tree(Thread *L, int depth)
{
    Table *t = table_new(L, 2, 0);
    value_set_table(L->top++, t);
    if (depth > 0) {
        for (int i = 1; i <= 2; i++) {
            Table *child = make_tree(L, depth - 1);
            Value v;
            value_set_table(&v, child);
            table_array_payload(t, i)->pointer = child;
            *table_array_tag(t, i) = TAG_TABLE;
            gc_barrier(L->runtime, &t->header, &v);
        }
    }
    L->top--;
    safe_point(L);
    return t;
}

static void bench_trees(int depth, int mode)
{
    Thread *L = state_open(plain_alloc, NULL, 1);
    thread_ensure(L, L->top, 100);
    gc_control(L, mode, 0, 0, 0);
    longest_step = 0;
    double start = seconds();
    Value *keep = L->top++;
    value_set_table(keep, make_tree(L, depth));
    for (int d = 4; d <= depth; d += 4) {
        int count = 1 << (depth - d + 4);
        for (int i = 0; i < count; i++) {
            make_tree(L, d);
        }
    }
    printf("binary trees depth %d           %8.1f ms  longest step %.2f ms\n", depth,
           (seconds() - start) * 1e3, longest_step * 1e3);
    state_free(L);
}

static void bench_threads(void)
{
    Thread *L = state_open(plain_alloc, NULL, 1);
    double start = seconds();
    for (int i = 0; i < 1000000; i++) {
        thread_new(L);
        safe_point(L);
    }
    printf("coroutines                      %8.1f ns\n", (seconds() - start) * 1e3);
    state_free(L);
}

static void bench(void)
{
    for (int mode = LUA_GCGEN; mode <= LUA_GCINC; mode++) {
        printf("%s\n", mode == LUA_GCGEN ? "generational" : "incremental");
        bench_churn("{x=,y=,z=}", 20000, 0, mode);
        bench_churn("{i,i,i}", 20000, 1, mode);
        bench_churn("closures", 20000, 2, mode);
        bench_churn("{i,i,i}", 1000000, 1, mode);
        bench_churn("{x=,y=,z=}", 2000000, 0, mode);
        bench_trees(12, mode);
        bench_trees(15, mode);
        bench_trees(19, mode);
    }
    bench_threads();
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "bench") == 0) {
        bench();
        return 0;
    }
    int scale = argc > 1 ? atoi(argv[1]) : 1;
    test_open_fails();
    test_registry();
    test_control();
    test_garbage_goes();
    test_weak_values();
    for (int order = 0; order < 3; order++) {
        test_ephemerons(100, order);
#ifndef NEAP_GC_STRESS
        test_ephemerons(30000, order);
#endif
    }
    test_finalizers();
    test_threads(LUA_GCINC);
    test_threads(LUA_GCGEN);
    test_stack_limits();
    test_stack_behind_state();
    test_big_userdata();
    test_many_threads();
    test_out_of_memory();
    test_fail_nth();
    test_epochs();
    test_mutation(LUA_GCINC, 300, 30000 * scale);
    test_mutation(LUA_GCGEN, 300, 30000 * scale);
    test_mutation(LUA_GCINC, 9000, 60000 * scale);
    test_mutation(LUA_GCGEN, 9000, 60000 * scale);
    puts("ok");
    return 0;
}
