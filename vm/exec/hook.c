// SPDX-License-Identifier: MIT
// hook.c: debug hooks and interrupts; see hook.h.

#include "vm/exec/hook.h"

#include "vm/code/lineinfo.h"
#include "vm/code/opcode.h"
#include "vm/exec/coroutine.h"
#include "vm/exec/exec.h"
#include "vm/exec/message.h"
#include "vm/heap/mem.h"
#include "vm/heap/throw.h"

// In Frame.status of a Lua frame: what has been done about its next instruction.
enum InstructionStatus {
    HOOK_HAS_COUNTED = 1, // its count event
    HOOK_HAS_RUN          // all of its events
};

void hook_set(Thread *L, lua_Hook function, int mask, int count)
{
    if (function == NULL || mask == 0) {
        function = NULL;
        mask = 0;
    }
    if (L->hook == NULL) {
        if (mask == 0) {
            return;
        }
        L->hook = mem_part_new(L, &thread_object(L)->header, sizeof(HookState));
        *L->hook = (HookState){.function = NULL};
    }
    L->hook->function = function;
    L->hook->count = count;
    L->hook->remaining = count;
    L->hook->last_proto = NULL;
    L->hook_mask = (uint8_t)mask;
    if (L == L->runtime->running) {
        hook_select(L->runtime, L);
    }
}

// ---- calling hook functions

// The hook function wants a function of the script called: the frame on top waits for it, with what
// hook_returned needs.
static Step call_deferred(Thread *L, enum HookPlace place, ptrdiff_t top)
{
    int count = L->hook->deferred - 1;
    L->hook->deferred = 0;
    L->frame->context = (lua_KContext)top;
    return step_call_operand(L->top - count - 1, count, COMPLETE_HOOK, (unsigned)place);
}

// Clears what marks the frame on top as one that runs a hook.
static void leave_hook(Thread *L)
{
    L->hook_allowed = 1;
    L->frame->flags &= (uint8_t) ~(FRAME_HOOKED | FRAME_TRANSFER);
}

// Raises an event for the frame on top. STEP_CALL: a hook written in Lua has to run first.
static Step run_hook(Thread *L, enum HookPlace place, lua_Debug *ar)
{
    HookState *hook = L->hook;
    if (hook == NULL || hook->function == NULL || !L->hook_allowed) {
        return step_run();
    }
    ptrdiff_t top = thread_save(L, L->top);
    Value *end = call_frame_end(L);
    if (L->top < end) {
        L->top = end;
    }
    thread_ensure(L, L->top, STACK_C_SLACK);
    uint32_t index = (uint32_t)(L->frame - L->frames);
    hook_set_activation(ar, L, L->frame);
    L->frame->flags |= FRAME_HOOKED | (hook->transfer_count != 0 ? FRAME_TRANSFER : 0);
    L->hook_allowed = 0;
    hook->may_defer = place != HOOK_IN_NATIVE;
    hook->function(L, ar);
    hook->may_defer = false;
    L->frame = L->frames + index;
    if (hook->deferred != 0) {
        return call_deferred(L, place, top);
    }
    leave_hook(L);
    L->top = thread_restore(L, top);
    return step_run();
}

void hook_abandon(Thread *L)
{
    L->hook_allowed = 1;
    L->hook->yield_requested = false;
}

// For how much work of natives a count event is put off to the next instruction, where the hook may
// yield. If there is none until then the hook is called inside of the native, where it may not.
#define POSTPONED_MAX 200000

static bool try_postpone(Thread *L)
{
    HookState *hook = L->hook;
    if (hook->postponed > POSTPONED_MAX || coroutine_why_no_yield(L) != NULL) {
        hook->postponed = 0;
        return false;
    }
    hook->remaining = 1;
    return true;
}

bool hook_defer(Thread *L, lua_Hook function, int arg_count)
{
    HookState *hook = L->hook;
    if (hook->function != function) {
        return false;
    }
    if (!hook->may_defer) {
        return try_postpone(L);
    }
    hook->deferred = (uint8_t)(arg_count + 1);
    return true;
}

// Events without values to show.
static Step run_plain_hook(Thread *L, enum HookPlace place, int event, int line)
{
    lua_Debug ar = {.event = event, .currentline = line};
    L->hook->transfer_count = 0;
    return run_hook(L, place, &ar);
}

// Calls and returns, which show [count] values, the first of them number [first] of the function's.
static Step run_transfer_hook(Thread *L, enum HookPlace place, int event, int first, int count)
{
    lua_Debug ar = {.event = event, .currentline = -1};
    L->hook->transfer_first = (uint16_t)first;
    L->hook->transfer_count = (uint16_t)count;
    return run_hook(L, place, &ar);
}

// The frame on top starts, at its first instruction after the entry.
static Step start(Thread *L)
{
    Frame *f = L->frame;
    if (f->kind == FRAME_LUA) {
        f->pc = value_lua_closure(f->base - 1)->proto->code + 1;
    }
    return step_start();
}

Step hook_call(Thread *L)
{
    if (!L->hook_allowed) { // what a hook function does raises no events and leaves no traces
        return step_start();
    }
    L->hook->last_proto = NULL; // the first line of the function is new
    if (!(L->hook_mask & LUA_MASKCALL)) {
        return step_start();
    }
    Frame *f = L->frame;
    int event = f->flags & FRAME_TAIL_CALLED ? LUA_HOOKTAILCALL : LUA_HOOKCALL;
    int count = (int)(L->top - f->base);
    if (f->kind == FRAME_LUA) {
        count = value_lua_closure(f->base - 1)->proto->param_count;
        f->pc++; // the first line is the current one
    }
    Step step = run_transfer_hook(L, HOOK_AT_CALL, event, 1, count);
    return step.kind == STEP_CALL ? step : start(L);
}

static void remember_instruction(Thread *L, const Proto *p, uint32_t pc, enum Opcode op)
{
    L->hook->last_proto = p;
    L->hook->last_pc = pc;
    L->hook->last_op = (uint8_t)op;
}

// A function is about to return: the caller goes on in the line of the call, which is not new.
static void remember_caller(Thread *L)
{
    const Frame *caller = L->frame - 1;
    if (caller->kind == FRAME_LUA) {
        const Proto *p = value_lua_closure(caller->base - 1)->proto;
        bool is_call = L->frame->completion == COMPLETE_CALL;
        enum Opcode op = is_call ? ins_op(caller->pc[-1]) : OP_MOVE; // else there may be two words
        remember_instruction(L, p, (uint32_t)(caller->pc - p->code) - 1, op);
    }
}

Step hook_return(Thread *L, Value *first, int count)
{
    if (!L->hook_allowed) {
        return step_finish(first, count);
    }
    ptrdiff_t parked = thread_save(L, first);
    if (L->hook_mask & LUA_MASKRET) {
        if (L->top < first + count) {
            L->top = first + count;
        }
        int number = (int)(first - L->frame->base) + 1;
        Step step = run_transfer_hook(L, HOOK_AT_RETURN, LUA_HOOKRET, number, count);
        if (step.kind == STEP_CALL) {
            L->frame->context = (lua_KContext)parked; // below the function called, so they stay
            L->frame->step = count;
            return step;
        }
    }
    remember_caller(L);
    return step_finish(thread_restore(L, parked), count);
}

Step hook_returned(Thread *L, enum HookPlace place)
{
    Frame *f = L->frame;
    leave_hook(L);
    Value *parked = thread_restore(L, (ptrdiff_t)f->context);
    f->context = 0;
    if (place == HOOK_AT_RETURN) {
        remember_caller(L);
        return step_finish(parked, f->step);
    }
    L->top = parked;
    if (place == HOOK_AT_CALL) {
        return start(L);
    }
    f->pc--;                 // to the instruction itself: see hook_before
    if (L->hook_mask == 0) { // without hooks nobody asks for it
        f->status = 0;
    }
    return step_run();
}

// ---- line and count events

static Step count_event(Thread *L)
{
    HookState *hook = L->hook;
    if (--hook->remaining > 0) {
        return step_run();
    }
    hook->remaining = hook->count;
    hook->postponed = 0;
    return run_plain_hook(L, HOOK_AT_INSTRUCTION, LUA_HOOKCOUNT, -1);
}

// Instructions that belong to the one before: after the tail call of a native its results are
// returned, and the preparation of a generic for leads to its call.
static bool is_continued(enum Opcode op)
{
    return op == OP_TAIL_CALL || op == OP_FOR_IN_PREP;
}

// A line event is due when a function starts, at a jump backwards, and when the line changes.
static Step line_event(Thread *L, const Proto *p, uint32_t pc)
{
    const HookState *hook = L->hook;
    int line = lineinfo_line(p, pc);
    if (hook->last_proto == p && pc > hook->last_pc &&
        (line == lineinfo_line(p, hook->last_pc) || is_continued(hook->last_op))) {
        return step_run();
    }
    return run_plain_hook(L, HOOK_AT_INSTRUCTION, LUA_HOOKLINE, line);
}

// ---- limits and samples

// An interrupt that comes between the two stores is seen by the second; one that comes later stores
// the table itself.
void hook_set_dispatch(Runtime *rt, const void *const *table)
{
    atomic_store(&rt->dispatch, table);
    if (atomic_load(&rt->interrupt) != 0) {
        atomic_store(&rt->dispatch, rt->hooked_dispatch);
    }
}

static const char *stop_text(const Runtime *rt)
{
    switch ((enum StopReason)atomic_load(&rt->stop)) {
    case STOP_MEMORY:
        return "stopped: memory limit exceeded";
    case STOP_INSTRUCTIONS:
        return "stopped: instruction limit exceeded";
    case STOP_TIME:
        return "stopped: time limit exceeded";
    default:
        return "interrupted!";
    }
}

void hook_watch(Runtime *rt)
{
    rt->is_watched = rt->budget != 0 || rt->sampler != NULL;
    hook_select(rt, rt->running);
}

// Lets the sampler look at the state: registers above the top are kept from what lua_getinfo
// pushes.
static void take_sample(Thread *L)
{
    Runtime *rt = L->runtime;
    rt->sample_countdown = rt->sample_interval;
    ptrdiff_t top = thread_save(L, L->top);
    Value *end = call_frame_end(L);
    if (L->top < end) {
        L->top = end;
    }
    thread_ensure(L, L->top, STACK_C_SLACK);
    rt->sampler(L, rt->sampler_data);
    L->top = thread_restore(L, top);
}

// One more instruction.
static void watch_instruction(Thread *L)
{
    Runtime *rt = L->runtime;
    if (rt->sampler != NULL && --rt->sample_countdown <= 0) {
        take_sample(L);
    }
    if (rt->budget != 0 && --rt->budget == 0) {
        runtime_stop(rt, STOP_INSTRUCTIONS);
    }
}

void hook_poll(Thread *L)
{
    Runtime *rt = L->runtime;
    int pending = atomic_exchange(&rt->interrupt, 0);
    if (runtime_is_stopped(rt)) {
        atomic_fetch_or(&rt->interrupt, INTERRUPT_STOP);
        throw_error(L, "%s", stop_text(rt));
    }
    hook_select(rt, rt->running);
    if (pending & INTERRUPT_RAISE) {
        throw_error(L, "interrupted!");
    }
}

void hook_work(Thread *L, int amount)
{
    Runtime *rt = L->runtime;
    if (rt->budget != 0) {
        bool is_spent = rt->budget <= (uint64_t)amount;
        rt->budget -= is_spent ? rt->budget : (uint64_t)amount;
        if (is_spent) {
            runtime_stop(rt, STOP_INSTRUCTIONS);
        }
    }
    if (atomic_load_explicit(&rt->interrupt, memory_order_relaxed) != 0) {
        hook_poll(L);
    }
    if ((L->hook_mask & LUA_MASKCOUNT) && L->hook_allowed) {
        HookState *hook = L->hook;
        hook->remaining -= amount <= hook->remaining ? amount : hook->remaining;
        if (hook->remaining == 0) {
            hook->remaining = hook->count;
            hook->postponed += amount;
            run_plain_hook(L, HOOK_IN_NATIVE, LUA_HOOKCOUNT, -1);
        }
    }
}

void hook_request_yield(Thread *L)
{
    L->hook->yield_requested = true;
}

static enum HookOutcome drive(Thread *L, Step step)
{
    return call_drive(L->runtime, step) ? HOOK_RELOAD : HOOK_LEAVE;
}

// The call of a generic for, which the loop does without a call where it can.
static Step call_iterator(Value *state)
{
    for (int i = 0; i < 3; i++) {
        value_copy(&state[4 + i], &state[i]);
    }
    return step_call(state + 4, 2, COMPLETE_CALL);
}

// The next instruction of the frame on top will be looked at again; [status]: what has been done
// about it. Without hooks nobody would ask for that.
static void set_status(Thread *L, enum InstructionStatus status)
{
    L->frame->status = L->hook_mask != 0 ? (uint8_t)status : 0;
}

void hook_repeat(Thread *L)
{
    set_status(L, HOOK_HAS_RUN);
}

// Interrupts, limits and a count event.
static Step raise_count(Thread *L)
{
    if (L->runtime->is_watched) {
        watch_instruction(L);
    }
    if (atomic_load_explicit(&L->runtime->interrupt, memory_order_relaxed) != 0) {
        hook_poll(L);
    }
    if (!(L->hook_mask & LUA_MASKCOUNT) || !L->hook_allowed) {
        return step_run();
    }
    Step step = count_event(L);
    if (step.kind == STEP_CALL) {
        set_status(L, HOOK_HAS_COUNTED);
    }
    return step;
}

// A jump forwards that leads to a jump counts as one that leads to where it ends, as in 5.4.
static bool is_jump_after_jump(const HookState *hook, const Proto *p, uint32_t pc)
{
    enum Opcode op = ins_op(p->code[pc]);
    bool is_jump = (op == OP_JUMP && ins_flag(p->code[pc]) != JUMP_CONDITION) || op == OP_LOOP;
    if (!is_jump || hook->last_proto != p) {
        return false;
    }
    unsigned length = opcode_info[hook->last_op].effects & OPF_AUX ? 2 : 1;
    return pc > hook->last_pc && (hook->last_op == OP_JUMP || pc > hook->last_pc + length);
}

static Step raise_line(Thread *L, const Instruction *pc, bool has_run)
{
    if (!(L->hook_mask & LUA_MASKLINE) || !L->hook_allowed) {
        return step_run();
    }
    const Proto *p = value_lua_closure(L->frame->base - 1)->proto;
    uint32_t offset = (uint32_t)(pc - p->code);
    if (is_jump_after_jump(L->hook, p, offset)) {
        return step_run();
    }
    Step step = has_run ? step_run() : line_event(L, p, offset);
    if (step.kind == STEP_CALL) {
        set_status(L, HOOK_HAS_RUN);
    } else {
        remember_instruction(L, p, offset, ins_op(*pc));
    }
    return step;
}

// Raises the events of the instruction at [pc], but for those that have been. STEP_RUN: it may be
// carried out; else something comes first.
static Step raise_events(Thread *L, const Instruction *pc)
{
    uint8_t status = L->frame->status;
    L->frame->status = 0;
    Step step = status == 0 ? raise_count(L) : step_run();
    if (step.kind != STEP_CALL) {
        step = raise_line(L, pc, status == HOOK_HAS_RUN);
    }
    if (L->hook != NULL && L->hook->yield_requested && step.kind != STEP_CALL) {
        L->hook->yield_requested = false;
        set_status(L, HOOK_HAS_RUN);
        L->frame->context = (lua_KContext)thread_save(L, L->top); // for coroutine_proceed
        Value *end = call_frame_end(L);
        if (L->top < end) {
            L->top = end;
        }
        if (UNLIKELY(L->host_level != L->runtime->host_depth)) {
            exec_jump_to_resumer(L, 0);
        }
        step = coroutine_leave(L, 0);
    }
    return step;
}

enum HookOutcome hook_before(Thread *L, const Instruction *pc, Instruction i, Value *callee,
                             int count)
{
    enum Opcode op = ins_op(i);
    if (op == OP_ENTER || op >= OP_ENTER_VARARG) { // the caller's frame is still on top, its pc
                                                   // saved
        if (L->hook_mask & (LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE)) {
            return drive(L, step_call(callee, count, COMPLETE_CALL));
        }
        return HOOK_GO_ON;
    }
    const Value *base = L->frame->base;
    L->frame->pc = pc + 1; // the instruction is the current one while hooks run
    Step step = raise_events(L, pc);
    if (step.kind != STEP_RUN) {
        return drive(L, step);
    }
    Frame *f = L->frame;
    if (op == OP_FOR_IN_CALL && L->hook_mask & (LUA_MASKCALL | LUA_MASKRET)) {
        return drive(L, call_iterator((Value *)((char *)f->base + ins_a(i))));
    }
    if (L->hook_mask & (LUA_MASKRET | LUA_MASKLINE) && (op == OP_RETURN0 || op == OP_RETURN1)) {
        return drive(L, step_return((Value *)((char *)f->base + ins_a(i)), op == OP_RETURN1));
    }
    if (f->base == base) {
        return HOOK_GO_ON;
    }
    set_status(L, HOOK_HAS_RUN); // the stack has moved: the loop fetches the new base
    f->pc = pc;
    return HOOK_RELOAD;
}
