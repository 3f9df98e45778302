// SPDX-License-Identifier: MIT
// chunk.h: the bytes of a chunk, as far as its lua_Reader has given them.
//
// Lexer and undumper look at the bytes in place and ask for more only where they need them, so that
// the reader of a chunk with an error is asked for nothing behind it. All bytes stay: what is made
// of them takes more memory, and messages show parts of them.

#ifndef NEAP_VM_CODE_CHUNK_H
#define NEAP_VM_CODE_CHUNK_H

#include "vm/base/value.h"

typedef struct Chunk {
    Thread *thread;
    lua_Reader reader;
    void *data;      // the reader's
    char *bytes;     // owns, or NULL; a zero byte stands behind the last
    size_t size;     // without the zero byte
    size_t capacity; // with it
    bool is_ended;   // the reader has no more, and is not asked again
} Chunk;

// Reads one more piece, which may move [bytes]. False: there is none. Throws what the reader
// throws, or LUA_ERRMEM; what it leaves on the stack is removed.
bool chunk_read(Chunk *chunk);

void chunk_free(Chunk *chunk);

#endif
