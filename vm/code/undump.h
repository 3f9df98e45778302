// SPDX-License-Identifier: MIT
// undump.h: precompiled chunks: reading them. The format is described in dump.h.

#ifndef NEAP_VM_CODE_UNDUMP_H
#define NEAP_VM_CODE_UNDUMP_H

#include "vm/base/object.h"
#include "vm/code/chunk.h"

// Makes the main function of [chunk], whose first piece has been read, and leaves its Proto on the
// top of the stack as an internal value (TAG_PROTO). [chunk_name] is as given to lua_load. What
// comes out has passed verify_proto, so it may come from anywhere. Throws LUA_ERRSYNTAX with a
// message
// ("name: bad binary format (truncated chunk)") on top, or LUA_ERRMEM. Bytes behind the function
// are neither read nor looked at.
void undump_proto(Thread *L, Chunk *chunk, const char *chunk_name);

#endif
