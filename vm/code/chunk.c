// SPDX-License-Identifier: MIT
// chunk.c: reading the pieces of a chunk.

#include "vm/code/chunk.h"

#include <string.h>

#include "vm/heap/mem.h"
#include "vm/heap/thread.h"

// Makes room for [size] more bytes and a zero behind them.
static void reserve_piece(Chunk *chunk, size_t size)
{
    if (size >= SIZE_MAX / 4 - chunk->size) {
        mem_too_big(chunk->thread);
    }
    size_t need = chunk->size + size + 1;
    if (need > chunk->capacity) {
        size_t capacity = chunk->capacity * 2;
        if (capacity < need) {
            capacity = need;
        }
        chunk->bytes = mem_realloc(chunk->thread, chunk->bytes, chunk->capacity, capacity);
        chunk->capacity = capacity;
    }
}

bool chunk_read(Chunk *chunk)
{
    if (chunk->is_ended) {
        return false;
    }
    Thread *L = chunk->thread;
    ptrdiff_t top = thread_save(L, L->top);
    size_t size = 0;
    const char *piece = chunk->reader(L, chunk->data, &size);
    L->top = thread_restore(L, top);
    chunk->is_ended = piece == NULL || size == 0;
    size = chunk->is_ended ? 0 : size;
    reserve_piece(chunk, size);
    if (size > 0) {
        memcpy(chunk->bytes + chunk->size, piece, size);
    }
    chunk->size += size;
    chunk->bytes[chunk->size] = '\0';
    return size > 0;
}

void chunk_free(Chunk *chunk)
{
    mem_free(chunk->thread, chunk->bytes, chunk->capacity);
}
