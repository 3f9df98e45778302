// SPDX-License-Identifier: MIT
// throw.h: leaving C code by an error.
//
// Every entry of the interpreter from C, and every protected C call, is an Activation on the C
// stack; they are chained through runtime->activation. Throwing leaves for the innermost one, in
// one of the ways of vm/heap/jump.h. What happens then (handlers, to-be-closed variables,
// coroutines) is vm/exec/error.c's.

#ifndef NEAP_VM_HEAP_THROW_H
#define NEAP_VM_HEAP_THROW_H

#include <setjmp.h>

#include "vm/heap/runtime.h"

struct Activation {
    Activation *previous;
    int status;        // what was thrown
    bool is_plain;     // a protected C call (throw_protect), not an entry of the interpreter
    bool catches;      // entry by lua_pcall: errors stop here
    uint16_t depth;    // runtime->host_depth inside
    int result;        // entry: status it is left with
    int yield_count;   // THROW_YIELD: values on top
    Thread *thread;    // entry: the thread whose frame entered; NULL: none did (lua_resume)
    uint32_t frame;    // entry: index of that frame
    ptrdiff_t handler; // entry by lua_pcall: offset of the message handler's slot, or 0
    void *foreign;     // after JUMP_FOREIGN: the exception (vm/heap/jump_cxx.cpp)
    jmp_buf jump;      // of vm/heap/jump.c
};

// A status beside LUA_ERR*: a C++ exception of the host came by. What is on top of the stack
// stands for the error object. Hosts see -1, as from other Lua libraries compiled as C++.
#define THROW_FOREIGN 16

static inline int throw_public_status(int status)
{
    return status == THROW_FOREIGN ? -1 : status;
}

// Jumps to the innermost activation with [status] (an error status, or a private one of exec). The
// error object is on top of the running thread's stack. Without an activation: calls the panic
// function and aborts.
_Noreturn void throw_status(Thread *L, int status);

// LUA_ERRMEM with the preallocated message.
_Noreturn void throw_memory(Thread *L);

// Runs f(L, data) and returns LUA_OK or the status that was thrown inside, with the error object on
// top. Restores nothing else.
int throw_protect(Thread *L, void (*f)(Thread *L, void *data), void *data);

// Message with position of the running Lua function in front, as lua_error does (defined in
// vm/exec/message.c).
_Noreturn void throw_error(Thread *L, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
// "stack overflow" (defined in vm/exec/error.c).
_Noreturn void throw_stack_overflow(Thread *L);

#endif
