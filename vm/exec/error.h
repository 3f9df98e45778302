// SPDX-License-Identifier: MIT
// error.h: errors on their way from where they were raised to who catches them.
//
// An error first meets the message handler of its catcher, if there is one, on top of everything
// that was running (so a handler sees the whole story), then the frames are searched for the
// catcher: a pcall or xpcall frame, a native that asked for native_pcall, a C frame with
// lua_pcallk, a finalizer, the entry from C, or the bottom of a coroutine, from where it goes on in
// the resumer. Pending to-be-closed variables are closed in the catcher's frame by calls that may
// themselves yield or fail.

#ifndef NEAP_VM_EXEC_ERROR_H
#define NEAP_VM_EXEC_ERROR_H

#include "vm/exec/call.h"
#include "vm/heap/throw.h"

// Private statuses of throw_status(), beside LUA_ERR*.
enum ThrowStatus {
    THROW_YIELD = 64,   // the running thread yields its top activation->yield_count values
    THROW_HANDLED = 128 // flag: the message handler has run already
};

// The first entry of the interpreter from [a] outwards (plain protected C calls are passed over),
// or NULL.
Activation *error_next_entry(Activation *a);

// The error object is on top of L. Runs the handler first, if there is one.
Step error_raise(Thread *L, int status);
// Without handler.
Step error_unwind(Thread *L, int status);
// A message handler returned [count] values at [first].
Step error_handler_returned(Thread *L, Frame *handler, const Value *first, int count);
// A __close method called while an error was being caught, or while a C function returns, has
// returned to the frame on top.
Step error_closing_continues(Thread *L);
// The top (C) frame returns [count] values on top of the stack but has pending variables.
Step error_close_before_return(Thread *L, Frame *frame, int count);
// Takes the topmost pending variable off the list and returns the step that calls its __close with
// [error]; the call stands at [at] (>= the slot after the variable).
Step error_call_close(Thread *L, Value *at, const Value *error);

static inline bool error_has_pending(const Thread *L, const Value *level)
{
    return L->closing_top > (uint32_t)(level - L->stack);
}

#endif
