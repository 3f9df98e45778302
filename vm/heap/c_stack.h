// SPDX-License-Identifier: MIT
// c_stack.h: how much C stack nested entries from C may use (limits.h), and compiling of nested
// syntax. Lua code that calls Lua code uses none; C functions that call lua_call, lua_pcall or
// lua_resume do, and hosts have stacks of every size: the process's, those of threads, and blocks
// of their own.

#ifndef NEAP_VM_HEAP_C_STACK_H
#define NEAP_VM_HEAP_C_STACK_H

#include "vm/heap/runtime.h"

// The outermost entry begins: measures the stack below [here], a local of the caller.
void c_stack_begin(Runtime *rt, const char *here);

// True if no further entry may begin.
bool c_stack_is_full(const Runtime *rt);

// How far down the stack C functions may go that recurse without such entries.
uintptr_t c_stack_limit(void);
static inline bool c_stack_is_beyond(uintptr_t limit)
{
    return (uintptr_t)__builtin_frame_address(0) < limit;
}

#endif
