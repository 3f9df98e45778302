// SPDX-License-Identifier: MIT
// arena.c: memory of one compilation.

#include "lexer/arena.h"

#include <string.h>

#include "vm/exec/hook.h"
#include "vm/heap/mem.h"

#define ARENA_FIRST_BLOCK 1024
#define ARENA_LARGEST_BLOCK (64 * 1024)

struct ArenaBlock {
    ArenaBlock *older;
    size_t size; // header included
};

void arena_init(Arena *arena, Thread *thread)
{
    *arena = (Arena){.thread = thread};
}

void arena_poll(const Arena *arena)
{
    const Runtime *rt = arena->thread->runtime;
    if (UNLIKELY(atomic_load_explicit(&rt->interrupt, memory_order_relaxed) != 0)) {
        hook_poll(arena->thread);
    }
}

static void add_block(Arena *arena, size_t need)
{
    arena_poll(arena);
    size_t size = arena->blocks == NULL ? ARENA_FIRST_BLOCK : arena->blocks->size * 2;
    if (size > ARENA_LARGEST_BLOCK) {
        size = ARENA_LARGEST_BLOCK;
    }
    if (size < need + sizeof(ArenaBlock)) {
        size = need + sizeof(ArenaBlock);
    }
    ArenaBlock *block = mem_alloc(arena->thread, size);
    block->older = arena->blocks;
    block->size = size;
    arena->blocks = block;
    arena->next = (char *)(block + 1);
    arena->end = (char *)block + size;
}

static size_t round_up(size_t size)
{
    return (size + 7) & ~(size_t)7;
}

void *arena_alloc(Arena *arena, size_t size)
{
    size = round_up(size);
    if ((size_t)(arena->end - arena->next) < size) {
        add_block(arena, size);
    }
    void *result = arena->next;
    arena->next += size;
    return memset(result, 0, size);
}

void *arena_grow(Arena *arena, void *block, size_t old_size, size_t new_size)
{
    old_size = round_up(old_size);
    new_size = round_up(new_size);
    if (block != NULL && (char *)block + old_size == arena->next &&
        (size_t)(arena->end - (char *)block) >= new_size) {
        memset((char *)block + old_size, 0, new_size - old_size);
        arena->next = (char *)block + new_size;
        return block;
    }
    void *result = arena_alloc(arena, new_size);
    if (block != NULL) {
        memcpy(result, block, old_size);
    }
    return result;
}

void arena_free(Arena *arena)
{
    while (arena->blocks != NULL) {
        ArenaBlock *block = arena->blocks;
        arena->blocks = block->older;
        mem_free(arena->thread, block, block->size);
    }
    arena->next = arena->end = NULL;
}
