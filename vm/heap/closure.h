// SPDX-License-Identifier: MIT
// closure.h: making of functions, upvalues, protos and userdata.

#ifndef NEAP_VM_HEAP_CLOSURE_H
#define NEAP_VM_HEAP_CLOSURE_H

#include "vm/base/object.h"

// None of the results is anchored. Upvalue pointers of a new Lua closure are NULL (the collector
// skips NULL).
LuaClosure *closure_new_lua(Thread *L, Proto *proto);
// A closure of [p] made by the running Lua function whose registers are at [base].
LuaClosure *closure_instantiate(Thread *L, Proto *p, Value *base);
// Upvalues are nil; function, kind and fast are the caller's to set, then exec_init_native sets the
// entry.
NativeClosure *closure_new_native(Thread *L, int upvalue_count);

// Finds or makes the open upvalue of [slot] in the thread's list.
Upvalue *upvalue_find(Thread *L, Value *slot);
// A closed upvalue holding nil.
Upvalue *upvalue_new_closed(Thread *L);
// Closes every open upvalue at or above [level].
void upvalue_close(Thread *L, const Value *level);

// An empty proto (all arrays NULL); its arrays are blocks of mem_alloc, owned by it and freed by
// its destructor with the counts in the Proto as sizes. It must be anchored (as an internal Value
// of TAG_PROTO on the stack) while it is filled. After filling, gc_barrier as usual for what is
// stored in it.
Proto *proto_new(Thread *L);

// Block bytes are not initialised; user values are nil.
Userdata *userdata_new(Thread *L, size_t size, int user_value_count);

#endif
