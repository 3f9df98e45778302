// SPDX-License-Identifier: MIT
// hook.c: debug hooks and interrupts; see hook.h.

#include "vm/exec/hook.h"

#include "vm/code/lineinfo.h"
#include "vm/exec/coroutine.h"
#include "vm/exec/message.h"
#include "vm/heap/mem.h"
#include "vm/heap/throw.h"

// In Frame.status of a Lua frame: the hook of the next instruction has run (it yielded).
#define HOOK_HAS_RUN 1

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
    L->dispatch = hook_dispatch(L);
}

static void run_hook(Thread *L, int event, int line, int transfer_first, int transfer_count)
{
    HookState *hook = L->hook;
    if (hook == NULL || hook->function == NULL || !L->hook_allowed) {
        return;
    }
    lua_Hook function = hook->function;
    ptrdiff_t top = thread_save(L, L->top);
    Value *end = call_frame_end(L);
    if (L->top < end) {
        L->top = end;
    }
    thread_ensure(L, L->top, STACK_C_SLACK);
    lua_Debug ar;
    ar.event = event;
    ar.currentline = line;
    uint32_t index = (uint32_t)(L->frame - L->frames);
    hook_set_activation(&ar, L, L->frame);
    hook->transfer_first = (uint16_t)transfer_first;
    hook->transfer_count = (uint16_t)transfer_count;
    L->frame->flags |= FRAME_HOOKED | (transfer_count != 0 ? FRAME_TRANSFER : 0);
    L->hook_allowed = 0;
    function(L, &ar);
    L->hook_allowed = 1;
    L->frame = L->frames + index;
    L->frame->flags &= (uint8_t) ~(FRAME_HOOKED | FRAME_TRANSFER);
    L->top = thread_restore(L, top);
}

void hook_call(Thread *L, Frame *f)
{
    if (!L->hook_allowed) { // what a hook function does raises no events and leaves no traces
        return;
    }
    if (L->hook != NULL) {
        L->hook->last_proto = NULL; // the first line of the function is new
    }
    if (!(L->hook_mask & LUA_MASKCALL)) {
        return;
    }
    int event = f->flags & FRAME_TAIL_CALLED ? LUA_HOOKTAILCALL : LUA_HOOKCALL;
    int count = (int)(L->top - f->base);
    if (f->kind == FRAME_LUA) {
        count = value_lua_closure(f->base - 1)->proto->param_count;
    }
    run_hook(L, event, -1, 1, count);
}

// A function is about to return: the caller goes on in the line of the call, which is not new.
static void remember_caller(Thread *L)
{
    const Frame *caller = L->frame - 1;
    if (L->hook != NULL && caller->kind == FRAME_LUA) {
        L->hook->last_proto = value_lua_closure(caller->base - 1)->proto;
        L->hook->last_pc = (uint32_t)(caller->pc - L->hook->last_proto->code) - 1;
    }
}

void hook_return(Thread *L, Frame *f, const Value *first, int count)
{
    if (!L->hook_allowed) {
        return;
    }
    if (L->hook_mask & LUA_MASKRET) {
        if (L->top < first + count) {
            L->top = (Value *)first + count;
        }
        run_hook(L, LUA_HOOKRET, -1, (int)(first - f->base) + 1, count);
    }
    remember_caller(L);
}

// ---- line and count events

static void count_event(Thread *L)
{
    HookState *hook = L->hook;
    if (--hook->remaining > 0) {
        return;
    }
    hook->remaining = hook->count;
    run_hook(L, LUA_HOOKCOUNT, -1, 0, 0);
}

// A line event is due when a function starts, at a jump backwards, and when the line changes.
static void line_event(Thread *L, const Proto *p, uint32_t pc)
{
    HookState *hook = L->hook;
    int line = lineinfo_line(p, pc);
    bool is_new =
        hook->last_proto != p || pc <= hook->last_pc || line != lineinfo_line(p, hook->last_pc);
    hook->last_proto = p;
    hook->last_pc = pc;
    if (is_new) {
        run_hook(L, LUA_HOOKLINE, line, 0, 0);
        if (L->hook != NULL) {
            L->hook->last_proto = p;
        }
    }
}

// ---- limits

static const char *stop_text(const Runtime *rt)
{
    switch ((enum StopReason)atomic_load(&rt->stop)) {
    case STOP_MEMORY:
        return "memory limit exceeded";
    case STOP_INSTRUCTIONS:
        return "instruction limit exceeded";
    default:
        return "time limit exceeded";
    }
}

void hook_watch(Runtime *rt)
{
    rt->is_watched = rt->budget != 0;
    rt->running->dispatch = hook_dispatch(rt->running);
}

// One more instruction.
static void watch_instruction(Thread *L)
{
    Runtime *rt = L->runtime;
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
        throw_error(L, "stopped: %s", stop_text(rt));
    }
    L->dispatch = hook_dispatch(L);
    if (pending & INTERRUPT_USER) {
        throw_error(L, "interrupted!");
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
    Frame *f = L->frame;
    const Value *base = f->base;
    f->pc = pc + 1;
    if (f->status == HOOK_HAS_RUN) {
        f->status = 0;
    } else {
        if (L->runtime->is_watched) {
            watch_instruction(L);
        }
        if (atomic_load_explicit(&L->runtime->interrupt, memory_order_relaxed) != 0) {
            hook_poll(L);
        }
        if (L->hook_mask & LUA_MASKCOUNT && L->hook_allowed) {
            count_event(L);
        }
        if (L->hook_mask & LUA_MASKLINE && L->hook_allowed) {
            const Proto *p = value_lua_closure(L->frame->base - 1)->proto;
            line_event(L, p, (uint32_t)(pc - p->code));
        }
        f = L->frame;
        if (L->hook != NULL && L->hook->yield_requested) {
            L->hook->yield_requested = false;
            f->pc = pc;
            f->status = HOOK_HAS_RUN;
            L->top = call_frame_end(L);
            return drive(L, coroutine_leave(L, 0));
        }
    }
    if (op == OP_FOR_IN_CALL && L->hook_mask & (LUA_MASKCALL | LUA_MASKRET)) {
        return drive(L, call_iterator((Value *)((char *)f->base + ins_a(i))));
    }
    if (L->hook_mask & (LUA_MASKRET | LUA_MASKLINE) && (op == OP_RETURN0 || op == OP_RETURN1)) {
        return drive(L, step_return((Value *)((char *)f->base + ins_a(i)), op == OP_RETURN1));
    }
    if (f->base == base) {
        return HOOK_GO_ON;
    }
    f->pc = pc; // the stack has moved: the loop fetches the instruction again, with the new base
    f->status = HOOK_HAS_RUN;
    return HOOK_RELOAD;
}

Step hook_returned(Thread *L, Frame *hook_frame)
{
    (void)hook_frame;
    L->hook_allowed = 1;
    return step_run();
}
