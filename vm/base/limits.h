// SPDX-License-Identifier: MIT
// limits.h: every limit, with its reason.

#ifndef NEAP_VM_BASE_LIMITS_H
#define NEAP_VM_BASE_LIMITS_H

#include "lua.h"

// Longest interned string: longer ones are rarely keys, and hashing them costs.
#define STRING_SHORT_MAX 40

// Slots of a value stack (5.4: LUAI_MAXSTACK); endless recursion ends here.
#define STACK_MAX LUAI_MAXSTACK
// Further slots for message handlers while a "stack overflow" is handled.
#define STACK_ERROR_EXTRA 200

// Free slots that a C function finds above its arguments: LUA_MINSTACK and some slack, because
// hosts in the field push a little more than they may.
#define STACK_C_SLACK (LUA_MINSTACK + 6)

// Registers of one function: operands are byte offsets of 16 bits, 5.4 allows 255.
#define REGISTER_MAX 249

// Upvalues of a function, local variables of a function, nesting of syntax: as in 5.4.
#define UPVALUE_MAX 255
#define LOCAL_MAX 200
#define SYNTAX_DEPTH_MAX 200

// A chain of __index or __newindex tables (5.4: MAXTAGLOOP).
#define META_CHAIN_MAX 2000

// Bytes that the stacks and frames along a chain of resumes may hold (default).
#define RESUME_CHAIN_BYTES ((size_t)256 << 20)

// Bytes of C stack that nested entries from C may use in all: so many, half of a smaller stack, and
// less of a stack that is neither the process's nor its thread's, whose size nobody knows.
#define C_STACK_BYTES ((size_t)900 << 10)
#define C_STACK_FOREIGN_BYTES ((size_t)96 << 10)
// Bytes that C functions which recurse leave free for what they call, or a quarter of a small
// stack.
#define C_STACK_RESERVE ((size_t)16 << 10)
// Such entries in all if they are on several stacks (5.4: LUAI_MAXCCALLS).
#define C_STACKS_DEPTH_MAX 200

// Nested message handler calls before "error in error handling" (5.4: about 10 C levels at the
// end of 200).
#define HANDLER_DEPTH_MAX 20

#endif
