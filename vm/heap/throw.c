// SPDX-License-Identifier: MIT
// throw.c: leaving C code by an error. The manual is in throw.h.

#include "vm/heap/throw.h"

#include <stdlib.h>

#include "vm/heap/jump.h"
#include "vm/heap/runtime.h"
#include "vm/heap/thread.h"

// Puts the error object on top of the running thread: behind the limit at worst, one slot is there.
static void push_error(Thread *running, const Value *object)
{
    Value *end = thread_stack_end(running);
    value_copy(end, object);
    running->top = end + 1;
}

void throw_status(Thread *L, int status)
{
    Runtime *rt = L->runtime;
    Activation *activation = rt->activation;
    if (activation != NULL && !activation->is_plain && UNLIKELY(L != rt->running)) {
        push_error(rt->running, L->top - 1); // raised on a thread that a host uses as a second
                                             // stack
    }
    if (activation == NULL) {
        if (rt->panic != NULL) {
            rt->panic(L);
        }
        abort();
    }
    activation->status = status;
    jump_to(activation);
}

void runtime_stop(Runtime *rt, enum StopReason reason)
{
    int none = STOP_NONE;
    atomic_compare_exchange_strong(&rt->stop, &none, (int)reason);
    runtime_interrupt(rt, INTERRUPT_STOP);
}

void runtime_interrupt(Runtime *rt, enum Interrupt interrupt)
{
    atomic_fetch_or(&rt->interrupt, (int)interrupt);
    atomic_store(&rt->dispatch, rt->hooked_dispatch);
}

void throw_memory(Thread *L)
{
    Runtime *rt = L->runtime;
    Thread *running = rt->running != NULL ? rt->running : L;
    if (rt->over_limit) { // more than the host allows: not to be caught
        rt->over_limit = false;
        runtime_stop(rt, STOP_MEMORY);
    }
    if (running->stack != NULL && rt->memory_message != NULL) {
        Value message;
        value_set_string(&message, rt->memory_message);
        push_error(running, &message);
    }
    throw_status(running, LUA_ERRMEM);
}

typedef struct ProtectedCall {
    Thread *thread;
    void (*f)(Thread *L, void *data);
    void *data;
} ProtectedCall;

static void run_protected(void *data)
{
    const ProtectedCall *call = data;
    call->f(call->thread, call->data);
}

int throw_protect(Thread *L, void (*f)(Thread *L, void *data), void *data)
{
    Runtime *rt = L->runtime;
    ProtectedCall call = {L, f, data};
    Activation activation = {.previous = rt->activation, .is_plain = true, .depth = rt->host_depth};
    rt->activation = &activation;
    if (jump_catch(&activation, &activation.foreign, run_protected, &call) == JUMP_FOREIGN) {
        jump_end_foreign(&activation.foreign);
        activation.status = THROW_FOREIGN;
    }
    rt->activation = activation.previous;
    return activation.status;
}
