// SPDX-License-Identifier: MIT
// call.c: the driver of steps: frames are pushed here, natives run, and results find their
// receivers.
//
// The interpreter's loop does the common cases itself (a Lua function called from Lua, a C
// function, their returns) and comes here for everything else.

#include "vm/exec/call.h"

#include "vm/exec/coroutine.h"
#include "vm/exec/error.h"
#include "vm/exec/exec.h"
#include "vm/exec/hook.h"
#include "vm/exec/message.h"
#include "vm/exec/meta.h"
#include "vm/exec/native.h"
#include "vm/exec/ops.h"
#include "vm/heap/gc.h"
#include "vm/heap/throw.h"

// ---- frames

Value *exec_frame_function(const Frame *f)
{
    Value *func = f->base - 1;
    if (f->flags & FRAME_VARARG) {
        func -= value_lua_closure(func)->proto->param_count + f->vararg_count + 1;
    }
    return func;
}

Frame *call_push_frame(Thread *L, enum FrameKind kind, const Step *step)
{
    Frame *f = thread_next_frame(L);
    f->base = step->slot + 1;
    f->pc = NULL;
    f->word = 0;
    f->kind = (uint8_t)kind;
    f->completion = step->completion;
    f->flags = step->tail ? FRAME_TAIL_CALLED : 0;
    f->wanted = step->wanted;
    f->operand = step->operand;
    f->step = 0;
    f->context = 0;
    L->frame = f;
    return f;
}

void call_move_results(Thread *L, Value *dest, const Value *first, int count, int wanted)
{
    int moved = wanted == LUA_MULTRET || count < wanted ? count : wanted;
    if (dest != first) {
        for (int i = 0; i < moved; i++) {
            value_copy(dest + i, first + i);
        }
    }
    for (; moved < wanted; moved++) {
        value_set_nil(dest + moved);
    }
    L->top = dest + moved;
}

Step call_metamethod(Thread *L, const Value *method, const Value *arguments, int count,
                     enum FrameCompletion completion, unsigned operand)
{
    Value *func = call_frame_end(L);
    func = thread_ensure_at(L, func, func, METAMETHOD_SLOTS);
    value_copy(func, method);
    for (int i = 0; i < count; i++) {
        value_copy(func + 1 + i, &arguments[i]);
    }
    L->top = func + 1 + count;
    return step_call_operand(func, count, completion, operand);
}

Step call_binary_metamethod(Thread *L, const Value *method, const Value *a, const Value *b,
                            enum FrameCompletion completion, unsigned operand)
{
    Value *func = call_frame_end(L);
    if (UNLIKELY(!thread_has_room(L, func, METAMETHOD_SLOTS))) {
        Value arguments[2];
        value_copy(&arguments[0], a);
        value_copy(&arguments[1], b);
        return call_metamethod(L, method, arguments, 2, completion, operand);
    }
    value_copy(func, method);
    value_copy(func + 1, a);
    value_copy(func + 2, b);
    L->top = func + 3;
    return step_call_operand(func, 2, completion, operand);
}

// ---- calls

// Moves function and parameters above all arguments, so that the registers of a vararg function are
// contiguous and the extra arguments lie below them. The stack has room.
static Value *move_above_varargs(Value *func, int count, int param_count)
{
    Value *moved = func + count + 1;
    value_copy(moved, func);
    for (int i = 1; i <= param_count; i++) {
        value_copy(moved + i, func + i);
        value_set_nil(func + i);
    }
    return moved;
}

static Step begin_lua(Thread *L, Step step)
{
    const Proto *p = value_lua_closure(step.slot)->proto;
    int params = p->param_count;
    size_t need = (size_t)step.count + (size_t)p->frame_size + (size_t)params + 2;
    if (UNLIKELY((size_t)(L->stack_limit - step.slot) < need)) {
        ptrdiff_t offset = thread_save(L, step.slot);
        L->top = step.slot + 1 + step.count;
        thread_grow_stack(L, step.slot, need);
        step.slot = thread_restore(L, offset);
    }
    for (; step.count < params; step.count++) {
        value_set_nil(step.slot + 1 + step.count);
    }
    int extra = step.count - params;
    if (extra > 0 && p->is_vararg) {
        step.slot = move_above_varargs(step.slot, step.count, params);
        L->top = step.slot + 1 + params; // the frame array may grow, hence the collector run
    }
    Frame *f = call_push_frame(L, FRAME_LUA, &step);
    if (extra > 0 && p->is_vararg) {
        f->flags |= FRAME_VARARG;
        f->vararg_count = extra;
    }
    f->pc = p->code + 1;
    if (UNLIKELY(L->hook_mask)) {
        L->top = f->base + params;
        return hook_call(L);
    }
    return step_run();
}

// Ends the step of a native: it returned [n], a count of results or a request.
static Step native_outcome(Thread *L, int n)
{
    if (n >= 0) {
        return step_return(L->top - n, n);
    }
    NativeRequest request = native_request_decode(n);
    Frame *f = L->frame;
    Value *func = L->top - request.arg_count - 1;
    if (func->tag != TAG_LUA_CLOSURE && UNLIKELY(hook_is_due_in_native(L))) {
        hook_work(L, 1); // natives that call natives have no instructions
        f = L->frame;
        func = L->top - request.arg_count - 1;
    }
    f->status = LUA_OK;
    if (request.is_protected) {
        f->flags |= FRAME_CATCH;
        f->context = (lua_KContext)thread_save(L, func);
    }
    Step step = step_call(func, request.arg_count, COMPLETE_NATIVE);
    step.wanted = (int16_t)request.result_count;
    return step;
}

Step call_run_native(Thread *L, int step)
{
    const NativeClosure *closure = value_native_closure(L->frame->base - 1);
    return native_outcome(L, closure->resumable(L, step));
}

Step call_return_to_native(Thread *L, Value *dest, const Value *first, int count, int wanted)
{
    if (LIKELY(count == 1 && wanted == 1)) {
        value_copy(dest, first);
        L->top = dest + 1;
    } else {
        call_move_results(L, dest, first, count, wanted);
    }
    Frame *f = L->frame;
    f->flags &= (uint8_t)~FRAME_CATCH;
    return call_run_native(L, f->step);
}

// Pushes the frame of a native with its arguments and slack above them.
static void push_native(Thread *L, Step *step, enum FrameKind kind)
{
    L->top = step->slot + 1 + step->count;
    step->slot = thread_ensure_at(L, step->slot, L->top, STACK_C_SLACK);
    call_push_frame(L, kind, step);
}

// Pushes the frame of an operation that needs no room above its arguments.
static void push_operation(Thread *L, const Step *step, enum NativeKind kind)
{
    L->top = step->slot + 1 + step->count;
    call_push_frame(L, FRAME_OPERATION, step)->step = kind;
}

static Step start_c(Thread *L, lua_CFunction function)
{
    int n = function(L);
    return step_return(L->top - n, n);
}

static Step begin_c(Thread *L, Step step, lua_CFunction function)
{
    push_native(L, &step, FRAME_C);
    return UNLIKELY(L->hook_mask) ? hook_call(L) : start_c(L, function);
}

static Step begin_native(Thread *L, Step step)
{
    push_native(L, &step, FRAME_NATIVE);
    return UNLIKELY(L->hook_mask) ? hook_call(L) : call_run_native(L, 0);
}

// How operations start, their frame on top.

static Step start_pcall(Thread *L)
{
    Frame *f = L->frame;
    f->flags |= FRAME_CATCH;
    return step_call(f->base, (int)(L->top - f->base) - 1, COMPLETE_PROTECTED);
}

static Step start_xpcall(Thread *L)
{
    Frame *f = L->frame;
    f->flags |= FRAME_CATCH;
    Value function = f->base[0]; // handler first, so that the function stands below its arguments
    value_copy(&f->base[0], &f->base[1]);
    value_copy(&f->base[1], &function);
    return step_call(f->base + 1, (int)(L->top - f->base) - 2, COMPLETE_PROTECTED);
}

static Step start_operation(Thread *L, enum NativeKind kind)
{
    switch (kind) {
    case NATIVE_PCALL:
        return start_pcall(L);
    case NATIVE_XPCALL:
        return start_xpcall(L);
    case NATIVE_RESUME:
        return coroutine_op_resume(L);
    case NATIVE_WRAP_CALL:
        return coroutine_op_wrap(L);
    default:
        return coroutine_op_yield(L);
    }
}

static bool has_right_arguments(Step step, uint32_t kind)
{
    if (kind == NATIVE_XPCALL) {
        return step.count >= 2 && value_is_function(step.slot + 2);
    }
    return kind == NATIVE_YIELD || step.count > 0;
}

// Operations called with wrong arguments run the closure's C function, which reports them.
static Step begin_operation(Thread *L, Step step, uint32_t kind)
{
    if (!has_right_arguments(step, kind)) {
        return begin_c(L, step, value_native_closure(step.slot)->function);
    }
    push_operation(L, &step, kind);
    return UNLIKELY(L->hook_mask) ? hook_call(L) : start_operation(L, kind);
}

// Those that switch threads have room above their arguments, for the messages of failures.
static Step begin_switch(Thread *L, Step step, uint32_t kind)
{
    push_native(L, &step, FRAME_OPERATION);
    L->frame->step = (int32_t)kind;
    return UNLIKELY(L->hook_mask) ? hook_call(L) : start_operation(L, kind);
}

static Step begin_native_closure(Thread *L, Step step)
{
    NativeClosure *closure = value_native_closure(step.slot);
    uint32_t kind = closure->header.extra;
    switch (kind) {
    case NATIVE_PCALL:
    case NATIVE_XPCALL:
    case NATIVE_YIELD:
        return begin_operation(L, step, kind);
    case NATIVE_RESUME:
    case NATIVE_WRAP_CALL:
        return begin_switch(L, step, kind);
    case NATIVE_RESUMABLE:
    case NATIVE_ARITHMETIC:
    case NATIVE_CLOSE:
    case NATIVE_IPAIRS_STEP:
        return begin_native(L, step);
    default:
        return begin_c(L, step, closure->function);
    }
}

// The frame on top starts after its hook.
static Step start_frame(Thread *L)
{
    const Frame *f = L->frame;
    const Value *callee = f->base - 1;
    switch ((enum FrameKind)f->kind) {
    case FRAME_C:
        return start_c(L, callee->tag == TAG_LIGHT_FUNCTION
                              ? callee->as.function
                              : value_native_closure(callee)->function);
    case FRAME_NATIVE:
        return call_run_native(L, 0);
    case FRAME_OPERATION:
        return start_operation(L, f->step);
    default:
        return step_run();
    }
}

// How many __call metamethods lead from [callee] to a function, or to a value without any, which is
// *last then. A circle is as long as the stack.
static int count_call_metamethods(Thread *L, const Value *callee, Value *last)
{
    value_copy(last, callee);
    int count = 0;
    while (!value_is_function(last) && count < (int)STACK_MAX) {
        Value method = meta_find(L, last, EVENT_CALL);
        if (value_is_nil(&method)) {
            break;
        }
        value_copy(last, &method);
        count++;
    }
    return count;
}

bool call_is_callable(Thread *L, const Value *v)
{
    Value last;
    count_call_metamethods(L, v, &last);
    return value_is_function(&last);
}

// A value that is no function: its __call metamethod is called with the value as first argument.
// That of a metamethod that is no function either comes in front of it, and so on.
static Step begin_call_metamethod(Thread *L, Step step)
{
    L->top = step.slot + 1 + step.count; // messages go above the arguments
    Value last;
    int count = count_call_metamethods(L, step.slot, &last);
    if (count == 0) {
        message_call_error(L, step.slot);
    }
    step.slot = thread_ensure_at(L, step.slot, L->top, (size_t)count);
    for (Value *v = step.slot + step.count; v >= step.slot; v--) {
        value_copy(v + count, v);
    }
    for (Value *v = step.slot + count - 1; v > step.slot; v--) {
        Value method = meta_find(L, v + 1, EVENT_CALL);
        value_copy(v, &method);
    }
    value_copy(step.slot, &last);
    step.count += count;
    L->top += count; // the stack may have to grow for the callee: a collection looks up to here
    return step;
}

Step call_find_function(Thread *L, Step step)
{
    while (!value_is_function(step.slot)) {
        step = begin_call_metamethod(L, step);
    }
    return step;
}

static Step begin_call(Thread *L, Step step)
{
    switch (step.slot->tag) {
    case TAG_LUA_CLOSURE:
        return begin_lua(L, step);
    case TAG_NATIVE_CLOSURE:
        return begin_native_closure(L, step);
    case TAG_LIGHT_FUNCTION:
        return begin_c(L, step, step.slot->as.function);
    default:
        return begin_call_metamethod(L, step);
    }
}

// ---- returns

// The C frame on top was left by a call with continuation that has now finished with [status].
static Step run_continuation(Thread *L, int status)
{
    Frame *f = L->frame;
    f->flags &= (uint8_t) ~(FRAME_CATCH | FRAME_YIELDED);
    int n = f->continuation(L, status, f->context);
    return step_return(L->top - n, n);
}

// The receiver of results that were moved into place by its completion goes on.
static Step go_on(Thread *L)
{
    Frame *f = L->frame;
    if (f->kind == FRAME_NATIVE) {
        return call_run_native(L, f->step);
    }
    return step_run();
}

static Step complete_test(Thread *L, bool truth, bool wanted)
{
    if (truth == wanted) {
        L->frame->pc += ins_sc(L->frame->pc[-1]);
    }
    return step_run();
}

Step call_return_success(Thread *L, bool success)
{
    Value *slot = L->frame->base - 1;
    if (UNLIKELY(L->hook_mask != 0)) { // the return hook looks at the function
        thread_ensure(L, L->top, 1);
        slot = L->frame->base;
        for (Value *v = L->top++; v > slot; v--) {
            value_copy(v, v - 1);
        }
    }
    value_set_boolean(slot, success);
    return step_return(slot, (int)(L->top - slot));
}

static Step finish_frame(Thread *L, Value *first, int count)
{
    Frame *f = L->frame;
    Value *dest = exec_frame_function(f);
    bool truth = count > 0 && !value_is_falsy(first);
    L->frame = f - 1;
    switch ((enum FrameCompletion)f->completion) {
    case COMPLETE_CALL:
        call_move_results(L, dest, first, count, ins_c(L->frame->pc[-1]) - 1);
        return step_run();
    case COMPLETE_HOST:
        call_move_results(L, dest, first, count, f->wanted);
        return step_host();
    case COMPLETE_CONTINUE:
        call_move_results(L, dest, first, count, f->wanted);
        return run_continuation(L, LUA_YIELD);
    case COMPLETE_STORE:
        call_move_results(L, dest, first, count, 1);
        value_copy((Value *)((char *)L->frame->base + f->operand), dest);
        return step_run();
    case COMPLETE_TEST:
        return complete_test(L, truth, f->operand);
    case COMPLETE_CONCAT:
        call_move_results(L, dest, first, count, 1);
        return op_concat_continue(L, dest);
    case COMPLETE_IGNORE:
        L->top = dest;
        return go_on(L);
    case COMPLETE_NATIVE:
        return call_return_to_native(L, dest, first, count, f->wanted);
    case COMPLETE_PROTECTED: {
        Frame *p = L->frame;
        p->flags &= (uint8_t)~FRAME_CATCH; // an error in its return hook is not its own
        call_move_results(L, p->base, first, count, LUA_MULTRET);
        return call_return_success(L, true);
    }
    case COMPLETE_THREAD:
        return coroutine_finish(L, dest, first, count);
    case COMPLETE_CLOSE:
        L->top = dest;
        return error_closing_continues(L);
    case COMPLETE_HANDLER:
        return error_handler_returned(L, f, first, count);
    case COMPLETE_FINALIZER:
        L->top = dest;
        return op_finalizer_returned(L);
    case COMPLETE_HOOK:
        L->top = dest;
        return hook_returned(L, f->operand);
    }
    __builtin_unreachable();
}

// What comes before the top frame's return: pending variables are closed, hooks run.
static Step before_return(Thread *L, Step step)
{
    const Frame *f = L->frame;
    if (f->kind == FRAME_C && error_has_pending(L, f->base)) {
        return error_close_before_return(L, L->frame, step.count);
    }
    if (L->hook_mask != 0) {
        return hook_return(L, step.slot, step.count);
    }
    return step_finish(step.slot, step.count);
}

bool call_drive(Runtime *rt, Step step)
{
    for (;;) {
        Thread *L = rt->running;
        switch ((enum StepKind)step.kind) {
        case STEP_RUN:
            if (LIKELY(L->frame->kind == FRAME_LUA)) {
                return true;
            }
            step = go_on(L);
            break;
        case STEP_CALL:
            step = begin_call(L, step);
            break;
        case STEP_START:
            step = start_frame(L);
            break;
        case STEP_RETURN:
            if (UNLIKELY(L->closing_top != 0 || L->hook_mask != 0)) {
                step = before_return(L, step);
                break;
            }
            // fallthrough
        case STEP_FINISH:
            step = finish_frame(L, step.slot, step.count);
            break;
        case STEP_PROCEED:
            step = coroutine_proceed(L, step.count);
            break;
        case STEP_HOST:
            return false;
        }
    }
}

// A tail call in general: the frame on top goes, the function with its arguments moves to its
// place.
Step call_tail(Thread *L, const Value *callee, int count)
{
    Frame *f = L->frame;
    Value *func = exec_frame_function(f);
    for (int n = 0; n <= count; n++) {
        value_copy(func + n, callee + n);
    }
    L->frame = f - 1;
    return (Step){.kind = STEP_CALL,
                  .slot = func,
                  .count = count,
                  .completion = f->completion,
                  .wanted = f->wanted,
                  .operand = f->operand,
                  .tail = 1};
}
