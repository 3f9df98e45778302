// SPDX-License-Identifier: MIT
// coroutine.h: resume, yield and close as changes of who runs. The only file that changes
// runtime->running.

#ifndef NEAP_VM_EXEC_COROUTINE_H
#define NEAP_VM_EXEC_COROUTINE_H

#include "vm/exec/call.h"

// In Frame.step of a thread's bottom frame: its resumer is a host's lua_resume.
#define RESUMED_BY_HOST 1

// Calls of coroutine.resume, of a function made by wrap, and of coroutine.yield, as prepared by
// call.c (the frame of the operation is on top of L, arguments at frame->base up to L->top).
Step coroutine_op_resume(Thread *L);
Step coroutine_op_wrap(Thread *L);
Step coroutine_op_yield(Thread *L);

// Parts of the same at once, where nothing is special (switch.h): the first two return the thread
// that runs then, its Lua frame on top, or NULL without any effect. Starts the fresh coroutine
// [target] with [count] [arguments]; [callee]: the slot of the function, which is [operation].
Thread *coroutine_try_begin(Thread *L, Value *callee, Thread *target, const Value *arguments,
                            int count, enum NativeKind operation);
// The body of [L], on top, returns the value at [first] (or nothing).
Thread *coroutine_try_finish(Thread *L, const Value *first, int count);
// [wanted] of [count] values to [dest] in a Lua frame of L; LUA_MULTRET: all, false if there is no
// room.
bool coroutine_deliver_other(Thread *L, Value *dest, int wanted, const Value *first, int count);

// NULL if [target] can be resumed, else the message why not.
const char *coroutine_why_not(const Thread *target);
// Makes [target] run with the [count] values at [arguments] of [L] (or already on its own stack
// when [arguments] is NULL).
Step coroutine_enter(Thread *L, Thread *target, const Value *arguments, int count);
// The thread that was just made running goes on with [count] values on its top.
Step coroutine_proceed(Thread *target, int count);
// The coroutine that seems to run: [L], or the one that it closes.
Thread *coroutine_current(Thread *L);
// [L] is about to lose its frames. What it was closing stays dead, of an unknown error (nil);
// another close runs the methods that are left.
void coroutine_abandon_closings(Thread *L);
// NULL if the running thread may yield, else the message why not.
const char *coroutine_why_no_yield(Thread *L);
// The running thread hands the top [count] values to its resumer and stops.
Step coroutine_leave(Thread *L, int count);
// The body of the running thread, whose function stood at [dest], returned [count] values at
// [first].
Step coroutine_finish(Thread *L, Value *dest, Value *first, int count);
// The running thread dies with the error object on its top.
Step coroutine_die(Thread *L, int status);
// An error that nothing catches leaves the running thread for its resumer, which is returned with
// the error object on top; NULL: a host resumed it.
Thread *coroutine_abandon(Thread *L, int status);
// Resumable natives behind coroutine.close and a failed wrap.
int coroutine_close_steps(Thread *L, int step);
int coroutine_wrap_failed(Thread *L, int step);

#endif
