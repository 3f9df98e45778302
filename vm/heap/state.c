// SPDX-License-Identifier: MIT
// state.c: opening and closing a state's heap.
//
// Runtime, heap and main thread share one block. While the state is under construction no
// collection runs, and an error frees everything.

#include "vm/heap/state.h"

#include <string.h>

#include "vm/heap/gc.h"
#include "vm/heap/heap.h"
#include "vm/heap/mem.h"
#include "vm/heap/str.h"
#include "vm/heap/table.h"
#include "vm/heap/thread.h"
#include "vm/heap/throw.h"

typedef struct StateBlock {
    Runtime runtime;
    Heap heap;
    ThreadObject main;
} StateBlock;

static void make_registry(Thread *L)
{
    Runtime *rt = L->runtime;
    Table *registry = table_new(L, LUA_RIDX_LAST, 0);
    value_set_table(&rt->registry, registry);
    Value value;
    value_set_thread(&value, L);
    table_set_int(L, registry, LUA_RIDX_MAINTHREAD, &value);
    value_set_table(&value, table_new(L, 0, 0));
    table_set_int(L, registry, LUA_RIDX_GLOBALS, &value);
}

static void build(Thread *L, void *data)
{
    static const char *const names[] = {
#define EVENT_TEXT(name, text) text,
        EVENTS(EVENT_TEXT)
#undef EVENT_TEXT
    };
    Runtime *rt = L->runtime;
    (void)data;
    thread_init_main(L, rt);
    str_init(rt, L);
    rt->memory_message = str_new_z(L, "not enough memory");
    rt->memory_message->header.flags |= OBJECT_FIXED;
    for (int i = 0; i < EVENT_COUNT; i++) {
        rt->event_names[i] = str_new_z(L, names[i]);
        rt->event_names[i]->header.flags |= OBJECT_FIXED;
    }
    make_registry(L);
}

Thread *state_open(lua_Alloc alloc, void *data, uint64_t seed)
{
    StateBlock *block = alloc(data, NULL, LUA_TTHREAD, sizeof(StateBlock));
    if (block == NULL) {
        return NULL;
    }
    memset(block, 0, sizeof(StateBlock));
    Runtime *rt = &block->runtime;
    Thread *L = &block->main.thread;
    rt->alloc = alloc;
    rt->alloc_data = data;
    rt->heap = &block->heap;
    rt->seed = seed;
    rt->main_thread = rt->running = L;
    rt->gc_stopped = GC_STOP_INTERNAL;
    rt->chain_limit = RESUME_CHAIN_BYTES;
    L->runtime = rt;
    gc_init(rt);
    block->main.header = (Object){.type = TAG_THREAD, .mark = rt->new_mark, .flags = OBJECT_LARGE};
    rt->gc_debt += sizeof(StateBlock);
    block->heap.block_bytes += sizeof(StateBlock);
    if (throw_protect(L, build, NULL) != LUA_OK) {
        state_free(L);
        return NULL;
    }
    rt->gc_stopped = 0;
    return L;
}

void state_free(Thread *main_thread)
{
    Runtime *rt = main_thread->runtime;
    rt->gc_stopped |= GC_STOP_INTERNAL;
    gc_free_all(rt);
    if (rt->strings != NULL) {
        str_free_all(rt);
    }
    if (rt->syntax_place != NULL) {
        rt->alloc(rt->alloc_data, rt->syntax_place, sizeof(SyntaxPlace), 0);
    }
    rt->alloc(rt->alloc_data, (StateBlock *)rt, sizeof(StateBlock), 0);
}
