// SPDX-License-Identifier: MIT
// state.h: opening and closing a state's heap (no libraries, no Lua code).

#ifndef NEAP_VM_HEAP_STATE_H
#define NEAP_VM_HEAP_STATE_H

#include "vm/heap/runtime.h"

// A new runtime with main thread, registry (main thread at 1, globals at 2), strings, event names.
// NULL if memory fails; then everything is given back. [seed] drives string hashes.
Thread *state_open(lua_Alloc alloc, void *data, uint64_t seed);
// Frees everything. Finalizers and closing of variables were run before (api_state.c).
void state_free(Thread *main_thread);

#endif
