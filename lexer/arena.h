// SPDX-License-Identifier: MIT
// arena.h: memory of one compilation, freed in one go. The arena is owned by whoever protects the
// compilation.

#ifndef NEAP_LEXER_ARENA_H
#define NEAP_LEXER_ARENA_H

#include "vm/base/value.h"

typedef struct ArenaBlock ArenaBlock;

typedef struct Arena {
    Thread *thread;
    ArenaBlock *blocks; // newest first
    char *next;         // free bytes of the newest block
    char *end;
} Arena;

void arena_init(Arena *arena, Thread *thread);
// 8-byte aligned, zeroed. Throws LUA_ERRMEM, or what stops or interrupts the running code.
void *arena_alloc(Arena *arena, size_t size);
// The same memory with room for [new_size] bytes: in place when it was the last allocation, else a
// copy.
void *arena_grow(Arena *arena, void *block, size_t old_size, size_t new_size);
void arena_free(Arena *arena);

// Throws what stops or interrupts the running code: compiling a large text takes seconds.
void arena_poll(const Arena *arena);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

#endif
