// SPDX-License-Identifier: MIT
// error.c: unwinding, as error.h tells it.
//
// The catcher of an error keeps its frame while pending variables are closed: FRAME_CATCH stays
// set, so that an error in a __close method arrives at the same catcher and replaces the first. The
// error object waits in the slot of the function that failed (catch_slot), below everything that is
// still to be closed.

#include "vm/exec/error.h"

#include "vm/exec/coroutine.h"
#include "vm/exec/exec.h"
#include "vm/exec/hook.h"
#include "vm/exec/message.h"
#include "vm/exec/meta.h"
#include "vm/exec/ops.h"
#include "vm/exec/story.h"
#include "vm/heap/closure.h"
#include "vm/heap/gc.h"
#include "vm/heap/str.h"

// ---- message handlers

Activation *error_next_entry(Activation *a)
{
    while (a != NULL && a->is_plain) {
        a = a->previous;
    }
    return a;
}

// True if the code of frame [f] entered the interpreter by [entry]: what is above belongs to it.
static bool is_entry(const Activation *entry, const Thread *L, const Frame *f)
{
    return entry != NULL && entry->thread == L && entry->frame == (uint32_t)(f - L->frames);
}

// The handler of the catcher [f], or NULL.
static const Value *handler_of(const Thread *L, const Frame *f)
{
    if (f->kind == FRAME_OPERATION && f->step == NATIVE_XPCALL) {
        return f->base;
    }
    return f->kind == FRAME_C && f->handler_slot > 0 ? L->stack + f->handler_slot : NULL;
}

// Whether the catcher [f] is a native_pcall_handled, which leaves it to the catcher around it to
// handle errors.
static bool leaves_handling(const Frame *f)
{
    return f->flags & FRAME_CATCH && f->kind == FRAME_NATIVE && f->search_next != 0;
}

// There is nothing of interest between [top] and [f], where searches go on from now on. (Else each
// of many nested ones searched through all.)
static void remember_search(const Thread *L, Frame *top, const Frame *f)
{
    for (; top > f; top--) {
        if (leaves_handling(top)) {
            if (top->search_next < top - L->frames) {
                return; // nor do those below need it
            }
            top->search_next = (int32_t)(f - L->frames) + 1;
        }
    }
}

// The handler of whoever will catch an error raised now, or NULL. *depth: handlers already running
// on the way there.
static const Value *find_handler(Thread *L, int *depth)
{
    const Activation *entry = error_next_entry(L->runtime->activation);
    Frame *f = L->frame;
    Frame *top = f;
    const Value *handler = NULL;
    *depth = 0;
    for (;;) {
        while (is_entry(entry, L, f) && !entry->catches) {
            entry = error_next_entry(entry->previous);
            top = f;
        }
        if (is_entry(entry, L, f)) {
            handler = entry->handler != 0 ? thread_restore(L, entry->handler) : NULL;
            break;
        }
        if (f == L->frames || f->completion == COMPLETE_FINALIZER) {
            break;
        }
        if (f->flags & FRAME_CATCH && !leaves_handling(f)) {
            handler = handler_of(L, f);
            break;
        }
        if (f->completion == COMPLETE_HANDLER) {
            ++*depth;
            top = f - 1;
        }
        f = leaves_handling(f) ? L->frames + (f->search_next - 1) : f - 1;
    }
    remember_search(L, top, f);
    return handler;
}

Step error_raise(Thread *L, int status)
{
    int depth;
    story_error_raised(L);
    bool may_handle = status == LUA_ERRRUN && !runtime_is_stopped(L->runtime);
    const Value *handler = may_handle ? find_handler(L, &depth) : NULL;
    if (handler == NULL) {
        return error_unwind(L, status);
    }
    if (depth >= HANDLER_DEPTH_MAX) {
        value_set_string(L->top - 1, str_new_z(L, "error in error handling"));
        return error_unwind(L, LUA_ERRERR);
    }
    if (L->stack_limit == L->top) {
        Value method = *handler;
        if (!thread_try_grow_stack(L, L->top, 1)) {
            value_set_string(L->top - 1, str_new_z(L, "error in error handling"));
            return error_unwind(L, LUA_ERRERR);
        }
        value_copy(L->top, L->top - 1);
        value_copy(L->top - 1, &method);
    } else {
        value_copy(L->top, L->top - 1);
        value_copy(L->top - 1, handler);
    }
    L->top++;
    Step step = step_call_operand(L->top - 2, 1, COMPLETE_HANDLER, (unsigned)status);
    step.wanted = 1;
    return step;
}

Step error_handler_returned(Thread *L, Frame *handler, const Value *first, int count)
{
    int status = handler->operand;
    call_move_results(L, handler->base - 1, first, count, 1);
    return error_unwind(L, status);
}

// ---- catching

// Slot that receives the error object: the function whose call failed.
static Value *catch_slot(Thread *L, const Frame *f)
{
    switch (f->kind) {
    case FRAME_OPERATION:
        return f->base + (f->step == NATIVE_XPCALL);
    case FRAME_NATIVE:
        return thread_restore(L, f->context);
    default:
        return L->stack + f->step; // C frame of lua_pcallk
    }
}

// All is closed; the catcher goes on with the error object.
static Step deliver(Thread *L, Frame *f)
{
    Value *slot = catch_slot(L, f);
    f->flags &= (uint8_t)~FRAME_CATCH;
    if (f->kind == FRAME_OPERATION) {
        value_copy(f->base, slot);
        L->top = f->base + 1;
        thread_leave_extra_room(L);
        return call_return_success(L, false);
    }
    L->top = slot + 1;
    thread_leave_extra_room(L);
    f = L->frame;
    if (f->kind == FRAME_NATIVE) {
        return call_run_native(L, f->step);
    }
    int n = f->continuation(L, throw_public_status(f->status), f->context);
    return step_return(L->top - n, n);
}

Step error_call_close(Thread *L, Value *at, const Value *error)
{
    Value *variable = L->stack + (L->closing_top - 1);
    L->closing_top = variable->link;
    Value saved_variable = *variable;
    Value saved_error = *error;
    upvalue_close(L, variable);
    at = thread_ensure_at(L, at, at, 3);
    Value method = meta_find(L, &saved_variable, EVENT_CLOSE);
    value_copy(at, &method);
    value_copy(at + 1, &saved_variable);
    value_copy(at + 2, &saved_error);
    L->top = at + 3;
    return step_call(at, 2, COMPLETE_CLOSE);
}

static Step close_while_catching(Thread *L, Frame *f)
{
    Value *slot = catch_slot(L, f);
    if (!error_has_pending(L, slot)) {
        upvalue_close(L, slot);
        return deliver(L, f);
    }
    Value *variable = L->stack + (L->closing_top - 1);
    L->top = variable + 1;
    return error_call_close(L, variable + 1, slot);
}

static Step catch_in_frame(Thread *L, Frame *f, int status)
{
    L->frame = f;
    f->status = (uint8_t)status;
    value_copy(catch_slot(L, f), L->top - 1);
    return close_while_catching(L, f);
}

Step error_closing_continues(Thread *L)
{
    Frame *f = L->frame;
    if (f->kind == FRAME_LUA) {
        f->pc--; // RETURN or CLOSE runs again and finds the next variable
        hook_repeat(L);
        return step_run();
    }
    if (f->flags & FRAME_CATCH) {
        return close_while_catching(L, f);
    }
    return error_close_before_return(L, f, f->step);
}

Step error_close_before_return(Thread *L, Frame *f, int count)
{
    if (!error_has_pending(L, f->base)) {
        return step_return(L->top - count, count);
    }
    static const Value nil = {.tag = TAG_NIL};
    f->step = count;
    return error_call_close(L, L->top, &nil);
}

// ---- unwinding

static Step warn_about_finalizer(Thread *L, Frame *f)
{
    op_finalizer_warn(L, L->top - 1);
    Value *func = f->base - 1;
    upvalue_close(L, func);
    L->frame = f - 1;
    L->top = func;
    return op_finalizer_returned(L);
}

Step error_unwind(Thread *L, int status)
{
    Activation *entry = error_next_entry(L->runtime->activation);
    bool is_stopped = runtime_is_stopped(L->runtime);
    for (Frame *f = L->frame; !is_entry(entry, L, f); f--) {
        if (f == L->frames) {
            Thread *resumer = is_stopped ? coroutine_abandon(L, status) : NULL;
            if (resumer == NULL) {
                return coroutine_die(L, status);
            }
            L = resumer;
            f = L->frame + 1; // the loop goes on with the top frame
            continue;
        }
        if (f->flags & FRAME_HOOKED) { // the error leaves a hook
            hook_abandon(L);
        }
        if (UNLIKELY(is_stopped)) { // nothing catches a stop
            if (f->completion == COMPLETE_FINALIZER) {
                op_finalizer_end(L);
            }
            continue;
        }
        if (f->flags & FRAME_CATCH) {
            return catch_in_frame(L, f, status);
        }
        if (f->completion == COMPLETE_FINALIZER) {
            return warn_about_finalizer(L, f);
        }
    }
    L->frame = L->frames + entry->frame;
    entry->result = status;
    return step_host();
}

void throw_stack_overflow(Thread *L)
{
    throw_error(L, "stack overflow");
}
