// SPDX-License-Identifier: MIT
// enter.c: entries of the interpreter from C (exec.h).
//
// Each entry is an Activation on the C stack. What is thrown below lands here, becomes the next
// step, and the loop goes on: errors that are caught by a frame of this activation never leave it.

#include "vm/exec/coroutine.h"
#include "vm/exec/error.h"
#include "vm/exec/exec.h"
#include "vm/exec/hook.h"
#include "vm/exec/interp.h"
#include "vm/exec/message.h"
#include "vm/exec/meta.h"
#include "vm/exec/native.h"
#include "vm/exec/ops.h"
#include "vm/exec/story.h"
#include "vm/heap/c_stack.h"
#include "vm/heap/closure.h"
#include "vm/heap/gc.h"
#include "vm/heap/jump.h"
#include "vm/heap/str.h"
#include "vm/heap/throw.h"

// True if a C++ exception of the host has left all frames of an unprotected call.
static bool passes_foreign(const Activation *activation)
{
    return activation->result == THROW_FOREIGN && !activation->catches &&
           activation->thread != NULL;
}

// The step that follows from something thrown into this activation.
static Step step_of_throw(Thread *L, Activation *activation)
{
    int status = activation->status;
    if (status == THROW_FOREIGN) {
        Step step = error_unwind(L, status); // unseen by message handlers
        if (!passes_foreign(activation)) {
            jump_end_foreign(&activation->foreign);
        }
        return step;
    }
    if (status == THROW_YIELD) {
        return coroutine_leave(L, activation->yield_count);
    }
    if (status & THROW_HANDLED) {
        return error_unwind(L, status & ~THROW_HANDLED);
    }
    return error_raise(L, status);
}

// How the interpreter goes on inside of an activation.
typedef struct Drive {
    Runtime *runtime;
    Activation *activation;
    Step step;
    bool is_full;  // there is no room on the C stack for that
    bool is_throw; // something was thrown and tells the step
} Drive;

static void run_step(void *data)
{
    const Drive *d = data;
    Runtime *rt = d->runtime;
    Step step = d->step;
    if (d->is_throw) {
        step = step_of_throw(rt->running, d->activation);
    } else if (UNLIKELY(d->is_full)) {
        throw_error(rt->running, "C stack overflow");
    }
    if (call_drive(rt, step)) {
        interp_run(rt->running);
    }
}

// What is thrown inside of [activation] lands here.
static void run_activation(Thread *L, Step step, Activation *activation, bool is_full)
{
    Runtime *rt = L->runtime;
    Drive d = {.runtime = rt, .activation = activation, .step = step, .is_full = is_full};
    enum JumpOutcome outcome;
    while ((outcome = jump_catch(activation, &activation->foreign, run_step, &d)) != JUMP_NONE) {
        rt->activation = activation;
        rt->host_depth = activation->depth;
        if (outcome == JUMP_FOREIGN) {
            activation->status = THROW_FOREIGN;
        }
        d.is_throw = true;
    }
}

// Runs [step] on [L] and what follows until it comes back here. Returns LUA_OK or the error it was
// left with. [L] need not be the running thread: hosts call functions on scratch threads and on
// suspended ones.
static int enter(Thread *L, Step step, Activation *activation)
{
    Runtime *rt = L->runtime;
    if (rt->host_depth == 0) {
        c_stack_begin(rt, (char *)activation);
    }
    bool is_full = c_stack_is_full(rt);
    Thread *before = rt->running;
    bool linked = L != before && (L->resumer == NULL || L->running == THREAD_IDLE);
    if (linked) {
        story_revives(L);
        L->resumer = before; // keeps it reachable
    }
    gc_thread_touched(rt, L);
    rt->running = L;
    hook_select(rt, L);
    activation->previous = rt->activation;
    activation->is_plain = false;
    activation->thread = step.kind == STEP_PROCEED ? NULL : L;
    activation->frame = (uint32_t)(L->frame - L->frames);
    activation->result = LUA_OK;
    activation->depth = ++rt->host_depth;
    rt->activation = activation;
    run_activation(L, step, activation, is_full);
    rt->activation = activation->previous;
    rt->host_depth = activation->depth - 1;
    rt->running = before;
    hook_select(rt, before);
    if (linked) {
        L->resumer = NULL;
    }
    return activation->result;
}

// Closes what is pending at or above the slot at [level] after an error with the error object on
// top of L; errors in __close methods replace it. Leaves the stack cut to [level] with the error
// object on it.
static int close_protected(Thread *L, ptrdiff_t level, int status)
{
    Value *slot = thread_restore(L, level);
    value_copy(slot, L->top - 1);
    while (error_has_pending(L, slot)) {
        Value *variable = L->stack + (L->closing_top - 1);
        if (UNLIKELY(runtime_is_stopped(L->runtime))) { // no method is called any more
            L->closing_top = variable->link;
            continue;
        }
        L->top = variable + 1;
        Activation activation = {.catches = true};
        Step step = error_call_close(L, variable + 1, slot);
        step.completion = COMPLETE_HOST;
        L->no_yield++;
        int new_status = enter(L, step, &activation);
        L->no_yield--;
        slot = thread_restore(L, level);
        if (new_status != LUA_OK) {
            status = new_status;
            value_copy(slot, L->top - 1);
        }
    }
    upvalue_close(L, slot);
    L->top = slot + 1;
    return status;
}

void exec_call(Thread *L, Value *func, int result_count, bool yieldable)
{
    Activation activation = {.catches = false};
    Step step = step_call(func, (int)(L->top - func) - 1, COMPLETE_HOST);
    ptrdiff_t level = thread_save(L, func);
    uint16_t no_yield = L->no_yield;
    step.wanted = (int16_t)result_count;
    L->no_yield += !yieldable;
    int status = enter(L, step, &activation);
    L->no_yield = no_yield;
    if (UNLIKELY(passes_foreign(&activation))) { // the host may catch it and go on
        close_protected(L, level, status);
        jump_pass_foreign(&activation.foreign);
    }
    if (UNLIKELY(status != LUA_OK)) {
        throw_status(L, status | THROW_HANDLED);
    }
}

static void abandon_hosts(Thread *L);

// The caller has a continuation, which gets the error, as it would after a yield and as in 5.4: the
// caller itself does not go on.
static _Noreturn void catch_by_continuation(Thread *L, int status)
{
    abandon_hosts(L);
    throw_status(L, status | THROW_HANDLED);
}

int exec_pcall(Thread *L, ptrdiff_t func, int result_count, ptrdiff_t handler, bool yieldable)
{
    Activation activation = {.catches = true, .handler = handler};
    uint32_t frame_index = (uint32_t)(L->frame - L->frames);
    uint16_t no_yield = L->no_yield;
    uint8_t hook_allowed = L->hook_allowed;
    if (yieldable) {
        Frame *f = L->frame;
        f->flags |= FRAME_CATCH;
        f->step = (int32_t)call_slot_index(L, thread_restore(L, func));
        f->handler_slot =
            handler != 0 ? (int32_t)call_slot_index(L, thread_restore(L, handler)) : 0;
    }
    Value *callee = thread_restore(L, func);
    Step step = step_call(callee, (int)(L->top - callee) - 1, COMPLETE_HOST);
    step.wanted = (int16_t)result_count;
    L->no_yield += !yieldable;
    int status = enter(L, step, &activation);
    L->no_yield = no_yield;
    if (UNLIKELY(status != LUA_OK)) {
        L->frame = L->frames + frame_index;
        L->hook_allowed = hook_allowed;
        if (yieldable && !runtime_is_stopped(L->runtime)) {
            catch_by_continuation(L, status);
        }
    }
    L->frames[frame_index].flags &= (uint8_t)~FRAME_CATCH;
    if (UNLIKELY(status != LUA_OK)) {
        status = close_protected(L, func, status);
        thread_shrink(L);
        thread_leave_extra_room(L);
    }
    return throw_public_status(status);
}

int exec_protect(Thread *L, void (*f)(Thread *L, void *data), void *data)
{
    Runtime *rt = L->runtime;
    Thread *running = rt->running;
    uint32_t frame_index = (uint32_t)(L->frame - L->frames);
    ptrdiff_t level = thread_save(L, L->top);
    uint16_t host_depth = rt->host_depth;
    uint16_t no_yield = L->no_yield;
    uint8_t hook_allowed = L->hook_allowed;
    L->no_yield++;
    int status = throw_protect(L, f, data);
    L->no_yield = no_yield;
    if (UNLIKELY(status != LUA_OK)) {
        status &= ~THROW_HANDLED;
        rt->running = running;
        hook_select(rt, running);
        rt->host_depth = host_depth;
        L->frame = L->frames + frame_index;
        L->hook_allowed = hook_allowed;
        if (status == LUA_ERRMEM) { // the message went to the running thread
            L->top = thread_restore(L, level) + 1;
            value_set_string(L->top - 1, rt->memory_message);
        }
        status = close_protected(L, level, status);
        thread_shrink(L);
        thread_leave_extra_room(L);
    }
    return throw_public_status(status);
}

// ---- coroutines from C

// Thread.host_level of a main thread that its host resumes: it has no resumer, so that each yield
// is a jump to the first activation.
#define OUTERMOST UINT16_MAX

// NULL if a host may resume [L] with [arg_count] arguments, else the message why not.
static const char *why_no_resume(const Thread *L, int arg_count)
{
    const char *why_not = L->running == THREAD_RUNNING ? "cannot resume non-suspended coroutine"
                                                       : coroutine_why_not(L);
    if (why_not != NULL) {
        return why_not;
    }
    if (L->status == LUA_OK && L->top - L->frame->base <= arg_count) {
        return "cannot resume dead coroutine";
    }
    return c_stack_is_full(L->runtime) ? "C stack overflow" : NULL;
}

int exec_resume(Thread *L, int arg_count, int *result_count)
{
    Runtime *rt = L->runtime;
    Thread *before = rt->running;
    uint8_t before_running = before->running;
    if (L == before && rt->activation == NULL) { // the main thread, which nothing runs on: hosts
        L->running = THREAD_IDLE;                // make a coroutine of it
    }
    const char *why_not = why_no_resume(L, arg_count);
    if (why_not != NULL) {
        before->running = before_running;
        L->top -= arg_count;
        value_set_string(L->top, str_new_z(L, why_not));
        L->top++;
        *result_count = 1;
        return LUA_ERRRUN;
    }
    Activation activation = {.catches = false};
    uint16_t no_yield = L->no_yield;
    before->running = before == L ? before->running : THREAD_NORMAL;
    L->running = THREAD_RUNNING;
    if (L->status == LUA_OK) {
        story_revives(L);
    }
    L->frames[0].step = RESUMED_BY_HOST;
    L->host_level = L == before ? OUTERMOST : (uint16_t)(rt->host_depth + 1);
    L->no_yield = 0;
    rt->chain_bytes += L->part_bytes;
    Step step = {.kind = STEP_PROCEED, .count = arg_count};
    int status = enter(L, step, &activation);
    rt->chain_bytes -= L->part_bytes;
    L->frames[0].step = 0;
    L->running = THREAD_IDLE;
    before->running = before_running;
    L->no_yield = L == rt->main_thread ? no_yield : 0;
    *result_count = status == LUA_OK ? activation.yield_count : 1;
    return status == LUA_OK ? L->status : throw_public_status(status);
}

// The activation that resumed [L] becomes the innermost. The C functions in between are gone: who
// waited for results inside of C goes on by its continuation.
static void abandon_hosts(Thread *L)
{
    Runtime *rt = L->runtime;
    Activation *a = rt->activation;
    while (a->is_plain ||
           (L->host_level == OUTERMOST ? a->previous != NULL : a->depth != L->host_level)) {
        a = a->previous;
    }
    for (Frame *f = L->frame; f > L->frames; f--) {
        if (f->completion == COMPLETE_HOST) {
            f->completion = COMPLETE_CONTINUE;
        }
    }
    rt->activation = a;
    rt->host_depth = a->depth;
}

void exec_jump_to_resumer(Thread *L, int count)
{
    abandon_hosts(L);
    L->runtime->activation->yield_count = count;
    throw_status(L, THROW_YIELD);
}

bool exec_is_yieldable(const Thread *L)
{
    return L->no_yield == 0;
}

int exec_yield(Thread *L, int result_count, lua_KFunction continuation, lua_KContext context)
{
    const char *why_not = coroutine_why_no_yield(L);
    if (why_not != NULL) {
        throw_error(L, "%s", why_not);
    }
    Frame *f = L->frame;
    if (f->kind == FRAME_LUA) { // inside a hook: raise_events yields once the hook has returned
        hook_request_yield(L);
        return 0;
    }
    if (f->flags & FRAME_HOOKED) { // a hook of a C function
        throw_error(L, "attempt to yield across a C-call boundary");
    }
    f->continuation = continuation;
    f->context = context;
    f->flags |= FRAME_YIELDED;
    exec_jump_to_resumer(L, result_count);
}

int exec_close_thread(Thread *L)
{
    int status = L->status > LUA_YIELD ? L->status : LUA_OK;
    story_closes(L, L);
    coroutine_abandon_closings(L);
    L->frame = L->frames;
    L->status = LUA_OK;
    L->hook_allowed = 1;
    Value *bottom = L->stack + 1;
    if (status == LUA_OK) {
        value_set_nil(L->top++);
    }
    // The error object (or nil) may not stand in the way of variables that are still to be closed.
    Value object = L->top[-1];
    if (error_has_pending(L, bottom)) {
        L->top = L->stack + L->closing_top + 1;
    }
    value_copy(L->top - 1, &object);
    int closed = close_protected(L, thread_save(L, L->stack), status);
    status = closed;
    object = L->stack[0];
    value_set_nil(L->stack);
    upvalue_close(L, bottom);
    L->top = L->frame->base;
    if (status != LUA_OK) {
        value_copy(L->top++, &object);
    }
    L->running = THREAD_IDLE;
    L->no_yield = L == L->runtime->main_thread;
    thread_shrink(L);
    return throw_public_status(status);
}

// ---- operations for C

// Calls a metamethod for its (first) result.
static Value call_for_value(Thread *L, const Value *method, const Value *arguments, int count)
{
    if (L->frame->kind == FRAME_LUA) {
        L->top = call_frame_end(L);
    }
    Step step = call_metamethod(L, method, arguments, count, COMPLETE_HOST, 0);
    exec_call(L, step.slot, 1, false);
    return *--L->top;
}

static Value call_binary(Thread *L, const Value *method, const Value *a, const Value *b)
{
    Value arguments[2];
    value_copy(&arguments[0], a);
    value_copy(&arguments[1], b);
    return call_for_value(L, method, arguments, 2);
}

Value exec_get(Thread *L, const Value *object, const Value *key)
{
    Value result;
    Value self;
    if (meta_get(L, object, key, &result, &self)) {
        return result;
    }
    return call_binary(L, &result, &self, key);
}

void exec_set(Thread *L, const Value *object, const Value *key, const Value *value)
{
    Value method;
    Value arguments[3];
    if (!meta_set(L, object, key, value, &method, &arguments[0])) {
        value_copy(&arguments[1], key);
        value_copy(&arguments[2], value);
        call_for_value(L, &method, arguments, 3);
    }
}

Value exec_arith(Thread *L, int op, const Value *a, const Value *b)
{
    Value result;
    if (op_arith_numbers(op, a, b, &result)) {
        return result;
    }
    Value method = op_arith_method(L, op, a, b);
    return call_binary(L, &method, a, b);
}

bool exec_equal(Thread *L, const Value *a, const Value *b)
{
    if (exec_raw_equal(a, b)) {
        return true;
    }
    Value method = op_equal_method(L, a, b);
    if (value_is_nil(&method)) {
        return false;
    }
    Value result = call_binary(L, &method, a, b);
    return !value_is_falsy(&result);
}

bool exec_compare(Thread *L, int op, const Value *a, const Value *b)
{
    bool result;
    if (op_compare_raw(op, a, b, &result)) {
        return result;
    }
    bool is_negated;
    Value method = op_compare_method(L, op, &a, &b, &is_negated);
    Value truth = call_binary(L, &method, a, b);
    return value_is_falsy(&truth) == is_negated;
}

Value exec_len(Thread *L, const Value *v)
{
    Value result;
    if (op_len_raw(L, v, &result)) {
        return result;
    }
    Value method = op_len_method(L, v);
    return call_binary(L, &method, v, v);
}

void exec_concat(Thread *L, int count)
{
    while (count > 1) {
        int done = op_concat_raw(L, L->top, count);
        if (done == 0) {
            Value method = op_concat_method(L, L->top - 2, L->top - 1);
            Value result = call_binary(L, &method, L->top - 2, L->top - 1);
            value_copy(L->top - 2, &result);
            done = 2;
        }
        L->top -= done - 1;
        count -= done - 1;
    }
}

// ---- closing, finalizers

void exec_mark_close(Thread *L, Value *slot)
{
    op_mark_close(L, slot);
}

void exec_close(Thread *L, Value *level)
{
    static const Value nil = {.tag = TAG_NIL};
    ptrdiff_t offset = thread_save(L, level);
    while (error_has_pending(L, thread_restore(L, offset))) {
        Step step = error_call_close(L, L->top, &nil);
        exec_call(L, step.slot, 0, false);
    }
    upvalue_close(L, thread_restore(L, offset));
}

void exec_run_finalizers(Thread *L)
{
    Runtime *rt = L->runtime;
    Value object;
    Value method;
    bool is_stopped = runtime_is_stopped(rt);
    if (is_stopped && !rt->closing) {
        return;
    }
    for (;;) {
        thread_ensure(L, call_frame_end(L), METAMETHOD_SLOTS);
        if (!op_finalizer_take(L, &object, &method)) {
            return;
        }
        if (is_stopped && method.tag == TAG_LUA_CLOSURE) {
            continue;
        }
        Step step = call_metamethod(L, &method, &object, 1, COMPLETE_FINALIZER, 0);
        op_finalizer_begin(L);
        ptrdiff_t func = thread_save(L, step.slot);
        if (exec_pcall(L, func, 0, 0, false) != LUA_OK) {
            op_finalizer_warn(L, L->top - 1);
            L->top--;
        }
        op_finalizer_end(L);
    }
}

void exec_gc_check(Thread *L)
{
    if (gc_is_due(L->runtime)) {
        gc_step(L);
    }
    if (gc_has_finalizers(L->runtime) && !L->runtime->in_finalizer) {
        exec_run_finalizers(L);
    }
}

// ---- warnings

void exec_warning(Thread *L, const char *message, bool to_continue)
{
    const Runtime *rt = L->runtime;
    if (rt->warn != NULL) {
        rt->warn(rt->warn_data, message, to_continue);
    }
}
