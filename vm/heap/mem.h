// SPDX-License-Identifier: MIT
// mem.h: memory. Everything comes from the host's lua_Alloc with exact sizes.
//
// Objects (and small parts of objects) are cells of size-class pages; a page holds cells of one
// size and is taken from lua_Alloc whole (256 bytes, growing to 32 KiB). A cell is live when its
// mark byte says so (gc.h); there is no free list of dead cells and no sweep: allocation scans the
// page for the next dead cell, runs the destructor of what was there, and takes it. Cells
// that are freed by hand (parts that grew) are kept on a short list per class and reused first.
// Objects above MEM_CELL_MAX bytes have a block of their own.
//
// When lua_Alloc returns NULL a full collection runs (no finalizers) and the request is
// made once more; then LUA_ERRMEM is thrown. So every function here that allocates may collect:
// what the caller holds must be reachable. Ordinary steps of the collector never run inside of an
// allocation, only at gc_step(). (gcstress builds collect at every allocation.)

#ifndef NEAP_VM_HEAP_MEM_H
#define NEAP_VM_HEAP_MEM_H

#include "vm/base/object.h"

#define MEM_CELL_MAX 1024

// What allocation needs to know of one size class. struct Heap begins with an array of these.
typedef struct MemClass {
    char *cursor;       // next cell to look at
    char *end;          // of the page being scanned
    Object *freed;      // cells freed by hand; linked by their second word. They carry a live mark
    uint32_t cell_size; // bytes
    uint32_t spare;
} MemClass;

// Allocates an object of [size] bytes (header included) and sets its header: type, the current mark
// for new objects, zeroes. The rest is not initialised. Throws LUA_ERRMEM. May collect before it
// allocates.
Object *mem_new_object(Thread *L, uint8_t type, size_t size);

// Parts: blocks that belong to one object [owner] (array, entries, stack of a thread). Up to
// MEM_CELL_MAX bytes, header included, they are cells of type TAG_BLOCK, kept alive by the
// collector marking them together with the owner (mark_part) and never freed by hand unless
// outgrown; larger ones are plain blocks of lua_Alloc, and the owner is then on the collector's
// owner list (OBJECT_PARTS), which is swept eagerly at the end of a cycle. The address returned is
// past the cell's header, 8-byte aligned.
void *mem_part_new(Thread *L, Object *owner, size_t size);
void mem_part_free(Thread *L, Object *owner, void *part, size_t size);
// To be called when the contents of a table's part changed their places within it.
void mem_part_moved(Thread *L, Object *owner);

// Plain blocks, owned and freed by the caller (code arrays of protos, compiler's arena, buffers).
void *mem_alloc(Thread *L, size_t size);     // throws
void *mem_try_alloc(Thread *L, size_t size); // NULL on failure
// Throws, and the old block is as it was then.
void *mem_realloc(Thread *L, void *block, size_t old_size, size_t new_size);
void mem_free(Thread *L, void *block, size_t size);

// Throws the error that a size is more than any block can have.
_Noreturn void mem_too_big(Thread *L);

#endif
