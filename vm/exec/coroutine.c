// SPDX-License-Identifier: MIT
// coroutine.c: who runs.
//
// A chain of resumes is linked through Thread.resumer from the running thread down to the one that
// C entered. Resuming and yielding change runtime->running and move values between two value
// stacks; no C frame is involved. The resumer keeps the frame of its resume (or wrap) operation on
// top, the yielding thread that of its yield: that is where values arrive and where tracebacks see
// them.
//
// Threads resumed by a host (lua_resume) have RESUMED_BY_HOST in their bottom frame's step: leaving
// them leaves the interpreter's loop. A thread may leave flatly only in the activation in which it
// was resumed (Thread.host_level); from a nested one (a C function called lua_callk) the loop is
// left by a jump, see enter.c.

#include "vm/exec/coroutine.h"

#include "vm/exec/error.h"
#include "vm/exec/exec.h"
#include "vm/exec/hook.h"
#include "vm/exec/message.h"
#include "vm/exec/meta.h"
#include "vm/exec/native.h"
#include "vm/exec/story.h"
#include "vm/exec/switch.h"
#include "vm/heap/closure.h"
#include "vm/heap/gc.h"
#include "vm/heap/str.h"
#include "vm/heap/throw.h"

const char *coroutine_why_not(const Thread *target)
{
    if (target->status == LUA_YIELD) {
        return NULL;
    }
    if (target->status != LUA_OK) {
        return "cannot resume dead coroutine";
    }
    if (target->frame != target->frames || target->running != THREAD_IDLE) {
        return "cannot resume non-suspended coroutine";
    }
    return target->top > target->frame->base ? NULL : "cannot resume dead coroutine";
}

// Turns running over to [target]. The chain's memory is accounted.
static inline void switch_to(Thread *L, Thread *target)
{
    Runtime *rt = L->runtime;
    story_revives(target);
    rt->chain_bytes += target->part_bytes;
    L->running = THREAD_NORMAL;
    target->running = THREAD_RUNNING;
    target->resumer = L;
    target->host_level = rt->host_depth;
    rt->running = target;
    hook_select(rt, target);
    gc_thread_touched(rt, target);
}

// Turns running back to the resumer, which is returned.
static inline Thread *switch_back(Thread *L)
{
    Runtime *rt = L->runtime;
    Thread *resumer = L->resumer;
    rt->chain_bytes -= L->part_bytes;
    L->resumer = NULL;
    L->running = THREAD_IDLE;
    resumer->running = THREAD_RUNNING;
    rt->running = resumer;
    hook_select(rt, resumer);
    return resumer;
}

Step coroutine_proceed(Thread *target, int count)
{
    if (target->status == LUA_OK) {
        return step_call(target->top - count - 1, count, COMPLETE_THREAD);
    }
    target->status = LUA_OK;
    Frame *f = target->frame;
    // It yielded inside a hook, before the current instruction, whose operands may end at the top.
    if (f->kind == FRAME_LUA) {
        f->pc--;
        target->top = thread_restore(target, (ptrdiff_t)f->context);
        return step_run();
    }
    if (f->flags & FRAME_YIELDED && f->continuation != NULL) {
        f->flags &= (uint8_t)~FRAME_YIELDED;
        count = f->continuation(target, LUA_YIELD, f->context); // frames may move
    } else {
        f->flags &= (uint8_t)~FRAME_YIELDED;
    }
    return step_return(target->top - count, count);
}

Step coroutine_enter(Thread *L, Thread *target, const Value *arguments, int count)
{
    if (arguments != NULL) {
        thread_ensure(target, target->top, (size_t)count + 1);
        for (int i = 0; i < count; i++) {
            value_copy(target->top + i, arguments + i);
        }
        target->top += count;
    }
    switch_to(L, target);
    return coroutine_proceed(target, count);
}

// The chain may not grow beyond its limit of memory.
static bool chain_is_full(const Thread *L, const Thread *target)
{
    const Runtime *rt = L->runtime;
    return rt->chain_bytes + target->part_bytes > rt->chain_limit;
}

// Room for the arguments: an error in making it would be raised in [target], which does not run
// yet.
static bool has_room(Thread *target, int count)
{
    return LIKELY(target->stack_limit - target->top > count) ||
           thread_try_grow_stack(target, target->top, (size_t)count + 1);
}

// ---- the usual cases, between two Lua functions: the loop's side is in switch.h

bool coroutine_deliver_other(Thread *L, Value *dest, int wanted, const Value *first, int count)
{
    if (wanted == LUA_MULTRET) {
        if (UNLIKELY(L->stack_limit - dest < count)) {
            return false;
        }
        wanted = count;
        L->top = dest + count;
    }
    for (; count > 0 && wanted > 0; count--, wanted--) {
        value_copy(dest++, first++);
    }
    for (; wanted > 0; wanted--) {
        value_set_nil(dest++);
    }
    return true;
}

// Opens the frame of a fresh coroutine's body, a fixed Lua function, with its arguments.
static bool try_begin_body(Thread *target, const Value *arguments, int count)
{
    Value *func = target->top - 1;
    if (UNLIKELY(target->frame != target->frames || func < target->frame->base ||
                 func->tag != TAG_LUA_CLOSURE)) {
        return false;
    }
    const Proto *p = value_lua_closure(func)->proto;
    if (UNLIKELY(p->is_vararg)) {
        return false;
    }
    if (target->stack_limit - func <= p->frame_size) {
        if (UNLIKELY(!thread_try_grow_quietly(target, func, (size_t)p->frame_size + 1))) {
            return false;
        }
        func = target->top - 1;
    }
    Frame *f = thread_next_frame(target);
    Value *base = func + 1;
    f->base = base;
    f->pc = p->code + 1;
    f->word = (uint64_t)COMPLETE_THREAD << 8;
    target->frame = f;
    int params = p->param_count;
    for (int i = 0; i < params; i++) {
        if (i < count) {
            value_copy(base + i, arguments + i);
        } else {
            value_set_nil(base + i);
        }
    }
    return true;
}

Thread *coroutine_try_begin(Thread *L, Value *callee, Thread *target, const Value *arguments,
                            int count, enum NativeKind operation)
{
    if (UNLIKELY(target->status != LUA_OK || target->running != THREAD_IDLE ||
                 (L->hook_mask | target->hook_mask) != 0 || chain_is_full(L, target))) {
        return NULL;
    }
    thread_next_frame(L);
    if (UNLIKELY(!try_begin_body(target, arguments, count))) {
        return NULL;
    }
    switch_push_operation(L, callee, operation);
    L->top = callee + 1 + (operation == NATIVE_RESUME);
    switch_to(L, target);
    return target;
}

Thread *coroutine_try_finish(Thread *L, const Value *first, int count)
{
    Thread *resumer = L->resumer;
    if (UNLIKELY(resumer == NULL || L->frame != L->frames + 1 ||
                 (L->hook_mask | resumer->hook_mask) != 0)) {
        return NULL;
    }
    Frame *operation = resumer->frame;
    if (UNLIKELY(!switch_is_plain(operation))) {
        return NULL;
    }
    upvalue_close(L, L->stack + 1);
    if (UNLIKELY(!switch_complete(resumer, operation, first, count))) {
        return NULL;
    }
    resumer->frame = operation - 1;
    L->frame = L->frames;
    L->top = L->frames[0].base;
    return switch_back(L);
}

// ---- coroutine.resume and wrapped functions

// Ends the resume operation on top of [L] with false and a message.
static Step refuse(Thread *L, const char *message)
{
    Frame *f = L->frame;
    value_set_string(f->base, str_new_z(L, message));
    L->top = f->base + 1;
    return call_return_success(L, false);
}

Step coroutine_op_resume(Thread *L)
{
    Frame *f = L->frame;
    if (L->top == f->base || f->base->tag != TAG_THREAD) {
        f->kind = FRAME_C;
        value_native_closure(f->base - 1)->function(L); // reports the argument
    }
    Thread *target = value_thread(f->base);
    const char *why_not = coroutine_why_not(target);
    if (UNLIKELY(why_not != NULL)) {
        return refuse(L, why_not);
    }
    if (UNLIKELY(chain_is_full(L, target))) {
        return refuse(L, "C stack overflow");
    }
    int count = (int)(L->top - (f->base + 1));
    if (UNLIKELY(!has_room(target, count))) {
        return refuse(L, "too many arguments to resume");
    }
    return coroutine_enter(L, target, f->base + 1, count);
}

// Position of the Lua code that called the function on top, in front of a string message, as
// error() adds it.
static void add_position(Thread *L)
{
    const Frame *caller = L->frame - 1;
    if (caller->kind != FRAME_LUA || !value_is_string(L->top - 1)) {
        return;
    }
    message_push_position(L, caller);
    if (UNLIKELY(message_repeats_position(value_string(L->top - 2), value_string(L->top - 1)))) {
        L->top--;
        return;
    }
    Value position = L->top[-1];
    value_copy(L->top - 1, L->top - 2);
    value_copy(L->top - 2, &position);
    exec_concat(L, 2);
}

static Step refuse_wrap(Thread *L, const char *message)
{
    Value text;
    value_set_string(&text, str_new_z(L, message));
    value_copy(L->top++, &text);
    add_position(L);
    return error_raise(L, LUA_ERRRUN);
}

Step coroutine_op_wrap(Thread *L)
{
    const Frame *f = L->frame;
    Thread *target = value_thread(&value_native_closure(f->base - 1)->upvalues[0]);
    const char *why_not = coroutine_why_not(target);
    if (why_not == NULL && chain_is_full(L, target)) {
        why_not = "C stack overflow";
    } else if (why_not == NULL && !has_room(target, (int)(L->top - f->base))) {
        why_not = "too many arguments to resume";
    }
    if (UNLIKELY(why_not != NULL)) {
        return refuse_wrap(L, why_not);
    }
    return coroutine_enter(L, target, f->base, (int)(L->top - f->base));
}

// ---- yield

// Moves values to the base of the resume or wrap operation on top of [L], which was suspended by
// it. False if there is no room.
static bool take_values(Thread *L, const Value *first, int count)
{
    Value *base = L->frame->base;
    if (UNLIKELY(L->stack_limit - base <= count)) { // one more for the hooks of a resume
        // The thread that hands them over is kept alive by the arguments, should that collect.
        if (!thread_try_grow_stack(L, base, (size_t)count + 1)) {
            return false;
        }
        base = L->frame->base;
    }
    for (int i = 0; i < count; i++) {
        value_copy(base + i, first + i);
    }
    L->top = base + count;
    return true;
}

// Ends the operation that has taken its values, or could not.
static Step end_operation(Thread *L, bool has_taken, bool success)
{
    Frame *f = L->frame;
    bool is_wrap = f->step == NATIVE_WRAP_CALL;
    if (UNLIKELY(!has_taken)) {
        const char *why_not = "too many results to resume";
        return is_wrap ? refuse_wrap(L, why_not) : refuse(L, why_not);
    }
    return is_wrap ? step_return(f->base, (int)(L->top - f->base))
                   : call_return_success(L, success);
}

// Leaves [L], whose top becomes [top], with [count] values for its resumer. They stay below the
// top, where the collector sees them, until they are delivered.
static Step hand_over(Thread *L, const Value *first, int count, Value *top)
{
    if (L->top < first + count) {
        L->top = (Value *)first + count;
    }
    Thread *resumer = switch_back(L);
    bool has_taken = take_values(resumer, first, count);
    L->top = top; // whatever fails now is no matter of [L]
    return end_operation(resumer, has_taken, true);
}

Step coroutine_leave(Thread *L, int count)
{
    L->status = LUA_YIELD;
    if (L->frames[0].step == RESUMED_BY_HOST) {
        error_next_entry(L->runtime->activation)->yield_count = count;
        return step_host(); // the values stay on top
    }
    return hand_over(L, L->top - count, count, L->top - count);
}

const char *coroutine_why_no_yield(Thread *L)
{
    if (LIKELY(L->no_yield == 0)) {
        return NULL;
    }
    return coroutine_current(L) == L->runtime->main_thread
               ? "attempt to yield from outside a coroutine"
               : "attempt to yield across a C-call boundary";
}

Step coroutine_op_yield(Thread *L)
{
    const char *why_not = coroutine_why_no_yield(L);
    if (UNLIKELY(why_not != NULL)) {
        throw_error(L, "%s", why_not);
    }
    Frame *f = L->frame;
    int count = (int)(L->top - f->base);
    if (UNLIKELY(L->host_level != L->runtime->host_depth)) {
        exec_jump_to_resumer(L, count);
    }
    return coroutine_leave(L, count);
}

// ---- ends

Step coroutine_finish(Thread *L, Value *dest, Value *first, int count)
{
    upvalue_close(L, L->stack + 1);
    if (L->frames[0].step == RESUMED_BY_HOST) {
        // Values below the body are the host's; they count as results.
        call_move_results(L, dest, first, count, LUA_MULTRET);
        error_next_entry(L->runtime->activation)->yield_count = (int)(L->top - L->frames[0].base);
        return step_host();
    }
    return hand_over(L, first, count, L->frames[0].base);
}

Thread *coroutine_abandon(Thread *L, int status)
{
    if (L->frames[0].step == RESUMED_BY_HOST) {
        return NULL;
    }
    L->status = (uint8_t)status;
    Thread *resumer = switch_back(L);
    value_copy(resumer->top++, L->top - 1); // behind the limit at worst: one slot is there
    return resumer;
}

Step coroutine_die(Thread *L, int status)
{
    L->status = (uint8_t)status;
    if (L->frames[0].step == RESUMED_BY_HOST) {
        error_next_entry(L->runtime->activation)->result = status;
        return step_host();
    }
    Thread *resumer = switch_back(L);
    story_add(L, resumer);
    Frame *f = resumer->frame;
    if (f->step == NATIVE_WRAP_CALL) {
        thread_ensure(resumer, resumer->top, 1);
        value_copy(resumer->top++, L->top - 1);
        f->kind = FRAME_NATIVE;
        f->search_next = 0; // switch.h keeps the operation there
        f->step = 0;
        return call_run_native(resumer, 0);
    }
    return end_operation(resumer, take_values(resumer, L->top - 1, 1), false);
}

// ---- closing

// Slots of the closing natives: the thread in CLOSE_THREAD, the error so far in CLOSE_ERROR;
// frame->context: 1 if there is one.
enum { CLOSE_THREAD = 0, CLOSE_ERROR = 1 };

// The coroutine whose variables the native call of [f] closes, or NULL: when all are closed it may
// still be on the stack, for its error is raised there or hooks see its return.
static Thread *closed_by(const Frame *f)
{
    if (f->kind != FRAME_NATIVE || f->step == 0 || f->base[-1].tag != TAG_NATIVE_CLOSURE ||
        f->base[CLOSE_THREAD].tag != TAG_THREAD) {
        return NULL;
    }
    NativeFunction function = value_native_closure(f->base - 1)->resumable;
    bool closes = function == coroutine_close_steps || function == coroutine_wrap_failed;
    Thread *target = value_thread(f->base + CLOSE_THREAD);
    return closes && target->running == THREAD_RUNNING ? target : NULL;
}

Thread *coroutine_current(Thread *L)
{
    const Frame *f = L->runtime->closings > 0 ? L->frame : L->frames;
    for (; f > L->frames; f--) {
        Thread *target = closed_by(f);
        if (target != NULL) {
            return target;
        }
    }
    return L;
}

static void begin_closing(Thread *target)
{
    target->frame = target->frames;
    target->running = THREAD_RUNNING;
    target->status = LUA_OK;
    target->runtime->closings++;
    target->runtime->chain_bytes += target->part_bytes;
}

static void end_closing(Thread *target)
{
    target->runtime->chain_bytes -= target->part_bytes;
    target->running = THREAD_IDLE;
    if (target->runtime->closings > 0) {
        target->runtime->closings--;
    }
}

void coroutine_abandon_closings(Thread *L)
{
    for (const Frame *f = L->frame; f > L->frames && L->runtime->closings > 0; f--) {
        Thread *target = closed_by(f);
        if (target != NULL) {
            end_closing(target);
            target->status = LUA_ERRRUN;
            value_set_nil(target->top++);
        }
    }
}

// Calls the topmost pending __close of [target] on L's stack. Returns a request of native_pcall, or
// 0 when none is left.
static int close_next(Thread *L, Thread *target, bool failed)
{
    Frame *f = L->frame;
    if (target->closing_top == 0) {
        return 0;
    }
    Value *variable = target->stack + (target->closing_top - 1);
    target->closing_top = variable->link;
    upvalue_close(target, variable);
    target->top = variable;
    Value method = meta_find(L, variable, EVENT_CLOSE);
    f->flags |= FRAME_CATCH; // hooks and interrupts that come before the call fail in it
    f->context = (lua_KContext)thread_save(L, L->top);
    value_copy(L->top, &method);
    value_copy(L->top + 1, variable);
    if (failed) {
        value_copy(L->top + 2, f->base + CLOSE_ERROR);
    } else {
        value_set_nil(L->top + 2);
    }
    L->top += 3;
    return native_pcall(L, 2, 0, 1 + failed);
}

// Kills [target]: no frames, no values.
static void bury(Thread *target)
{
    upvalue_close(target, target->stack + 1);
    end_closing(target);
    target->top = target->frames[0].base;
    target->closing_top = 0;
    target->no_yield = 0;
    value_set_nil(target->stack); // see story.c
    target->hook_allowed = 1;     // it may have been suspended inside of a hook
    thread_shrink(target);
}

// Prepares closing with f->base[CLOSE_THREAD] and [CLOSE_ERROR] set; the steps are 1 (no error so
// far) and 2.
static int close_begin(Thread *L, Thread *target, bool failed)
{
    story_closes(L, target);
    coroutine_abandon_closings(target);
    begin_closing(target);
    return close_next(L, target, failed);
}

// Goes on after a __close method returned; 0 when all is done, then *failed tells whether there is
// an error.
static int close_continue(Thread *L, Thread *target, int step, bool *failed)
{
    *failed = step == 2;
    if (native_status(L) != LUA_OK) {
        *failed = true;
        value_copy(L->frame->base + CLOSE_ERROR, L->top - 1);
    }
    L->top = L->frame->base + 2;
    return close_next(L, target, *failed);
}

static bool can_be_closed(const Thread *target)
{
    return target->running == THREAD_IDLE &&
           (target->status != LUA_OK || target->frame == target->frames);
}

static _Noreturn void refuse_close(Thread *L, const Thread *target)
{
    thread_ensure(L, L->top, 1);
    value_set_string(L->top, str_new_z(L, target == coroutine_current(L)
                                              ? "cannot close a running coroutine"
                                              : "cannot close a normal coroutine"));
    L->top++;
    add_position(L);
    throw_status(L, LUA_ERRRUN);
}

// The first step of coroutine.close, whose argument is a thread.
static int close_argument(Thread *L, bool *failed)
{
    Value *base = L->frame->base;
    Thread *target = value_thread(base + CLOSE_THREAD);
    if (!can_be_closed(target)) {
        refuse_close(L, target);
    }
    *failed = target->status > LUA_YIELD;
    if (*failed) {
        value_copy(base + CLOSE_ERROR, target->top - 1);
    } else {
        value_set_nil(base + CLOSE_ERROR);
    }
    L->top = base + 2;
    return close_begin(L, target, *failed);
}

int coroutine_close_steps(Thread *L, int step)
{
    Frame *f = L->frame;
    if (L->top == f->base || f->base->tag != TAG_THREAD) {
        return value_native_closure(f->base - 1)->function(L); // reports the argument
    }
    Thread *target = value_thread(f->base + CLOSE_THREAD);
    bool failed;
    int request = step == 0 ? close_argument(L, &failed) : close_continue(L, target, step, &failed);
    if (request != 0) {
        return request;
    }
    bury(target);
    f = L->frame;
    value_set_boolean(f->base, !failed);
    L->top = f->base + 1 + failed;
    return 1 + failed;
}

// A wrapped coroutine died; the error object is on top of L. Closes its variables, adds the
// position of the caller to a string and raises the error here.
int coroutine_wrap_failed(Thread *L, int step)
{
    Frame *f = L->frame;
    bool failed = true;
    int request;
    if (step == 0) {
        Thread *target = value_thread(&value_native_closure(f->base - 1)->upvalues[0]);
        thread_ensure(L, L->top, STACK_C_SLACK);
        f = L->frame;
        Value object = L->top[-1];
        value_set_thread(f->base + CLOSE_THREAD, target);
        value_copy(f->base + CLOSE_ERROR, &object);
        L->top = f->base + 2;
        request = close_begin(L, target, true);
    } else {
        request = close_continue(L, value_thread(f->base + CLOSE_THREAD), step, &failed);
    }
    if (request != 0) {
        return request;
    }
    bury(value_thread(L->frame->base + CLOSE_THREAD));
    value_copy(L->top++, L->frame->base + CLOSE_ERROR);
    if (value_is_string(L->top - 1) && value_string(L->top - 1) == L->runtime->memory_message) {
        throw_memory(L);
    }
    add_position(L);
    throw_status(L, LUA_ERRRUN);
}
