// SPDX-License-Identifier: MIT
// hook.h: debug hooks and interrupts.
//
// runtime->dispatch points to the loop's normal label table or, while the running thread has a hook
// or an interrupt is pending, to one whose labels all lead to the hook check first. The loop
// reloads it at back edges, calls and returns, so both cost nothing while they are off. It belongs
// to the state and not to a thread, because whoever interrupts from outside cannot know which
// threads live.

#ifndef NEAP_VM_EXEC_HOOK_H
#define NEAP_VM_EXEC_HOOK_H

#include <string.h>

#include "vm/exec/call.h"

// Makes [table] the one in use, unless an interrupt is pending.
void hook_set_dispatch(Runtime *rt, const void *const *table);

// [L] is now the thread that runs, or what it is watched for has changed.
static inline void hook_select(Runtime *rt, const Thread *L)
{
    bool hooked = L->hook_mask != 0 || rt->is_watched;
    const void *const *table = hooked ? rt->hooked_dispatch : rt->normal_dispatch;
    if (UNLIKELY(atomic_load_explicit(&rt->dispatch, memory_order_relaxed) != table)) {
        hook_set_dispatch(rt, table);
    }
}

// ---- activations in a lua_Debug
//
// A lua_Debug remembers an activation by its thread and its index in the thread's frame array,
// because the array moves: both packed into its one private pointer. A stack of LUAI_MAXSTACK slots
// has fewer frames than the index can count; threads are aligned to 8 bytes and addresses of
// programs have 47 bits.
enum { HOOK_INDEX_BITS = 20 };
_Static_assert(LUAI_MAXSTACK + STACK_ERROR_EXTRA < 1 << HOOK_INDEX_BITS, "frame indices fit");

static inline void hook_set_activation(lua_Debug *ar, const Thread *L, const Frame *frame)
{
    uintptr_t packed = (uintptr_t)L >> 3 << HOOK_INDEX_BITS | (uintptr_t)(frame - L->frames);
    memcpy(&ar->i_ci, &packed, sizeof packed);
}

// The activation, and its thread.
static inline Frame *hook_activation(const lua_Debug *ar, Thread **thread)
{
    uintptr_t packed;
    memcpy(&packed, &ar->i_ci, sizeof packed);
    *thread = (Thread *)(packed >> HOOK_INDEX_BITS << 3);
    return (*thread)->frames + (packed & ((1u << HOOK_INDEX_BITS) - 1));
}

// Sets or removes (NULL or mask 0) the hook of a thread. Safe to call from a signal handler once
// the thread has a HookState.
void hook_set(Thread *L, lua_Hook function, int mask, int count);

// ---- events
//
// A hook is a C function. One that stands for a function of the script (debug.sethook) does not
// call that function but has it called, by hook_defer: as a frame of the loop on top of the hooked
// one, so that it may yield. The hooked frame keeps FRAME_HOOKED until then, and what it was about
// to do waits in its fields context and step: L->top before the hook (call, instruction), or its
// results (return).

// Where the hook of a frame was called; in the operand of the frame above it.
enum HookPlace {
    HOOK_AT_CALL,        // the frame has not begun
    HOOK_AT_RETURN,      // its results are there
    HOOK_AT_INSTRUCTION, // of a Lua function, at its pc
    HOOK_IN_NATIVE       // inside of a C function: a count event may be put off
};

// Both for the frame on top. Calls: arguments up to L->top. STEP_CALL: a hook written in Lua has to
// run first; else STEP_START.
Step hook_call(Thread *L);
// [count] results at [first]. STEP_CALL likewise, or STEP_FINISH.
Step hook_return(Thread *L, Value *first, int count);
// The frame above the one on top, with COMPLETE_HOOK, has returned. [place]: its operand.
Step hook_returned(Thread *L, enum HookPlace place);

// A hook function ended with an error.
void hook_abandon(Thread *L);

// Called by a hook [function]: the value below the top [arg_count] ones shall be called as soon as
// it has returned, or the event comes again at the next instruction. False if that is impossible
// here, and the hook has to call it by itself.
bool hook_defer(Thread *L, lua_Hook function, int arg_count);

// What the loop does after hook_before.
enum HookOutcome {
    HOOK_GO_ON,  // carry the instruction out
    HOOK_RELOAD, // something else is on top now
    HOOK_LEAVE   // control goes to the host
};

// Before each instruction [i] at [pc] while the hooked table is in use: polls interrupts, raises
// count and line events, does calls and returns itself so that their events are raised. [callee]
// and [count] matter to entry instructions.
enum HookOutcome hook_before(Thread *L, const Instruction *pc, Instruction i, Value *callee,
                             int count);

// The instruction that the Lua frame on top has carried out in part goes on: it raises no events
// again.
void hook_repeat(Thread *L);

// lua_yield inside of a count or line hook: the thread yields as soon as the hook function has
// returned.
void hook_request_yield(Thread *L);

// Throws if the state is stopped.
void hook_poll(Thread *L);

// A native on top has done [amount] units of work, each about as long as an instruction: counts
// them for limits and count events, polls interrupts. May call hooks, in C recursion; what they
// push goes above L->top.
void hook_work(Thread *L, int amount);
static inline bool hook_is_due_in_native(const Thread *L)
{
    return (L->hook_mask & LUA_MASKCOUNT) != 0 || L->runtime->is_watched ||
           atomic_load_explicit(&L->runtime->interrupt, memory_order_relaxed) != 0;
}

// Whether instructions are counted follows from the runtime's budget and sampler.
void hook_watch(Runtime *rt);

#endif
