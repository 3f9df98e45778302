// SPDX-License-Identifier: MIT
// call.h: calls and returns of every kind as steps of one loop.
//
// Whatever has to happen next (call this value, return these results, run the Lua frame on top, go
// back to the host) is a Step. Functions that make something happen return the following Step
// instead of calling one another, and call_drive() carries them out one after the other until a Lua
// frame can run or control goes back to C. That is why no chain of pcalls, metamethods, library
// callbacks and coroutines ever grows the C stack.

#ifndef NEAP_VM_EXEC_CALL_H
#define NEAP_VM_EXEC_CALL_H

#include "vm/base/object.h"
#include "vm/code/opcode.h"
#include "vm/heap/runtime.h"
#include "vm/heap/thread.h"

enum StepKind {
    STEP_RUN,     // the top frame of the running thread goes on (whatever its kind)
    STEP_CALL,    // call the value at [slot] with [count] arguments above it
    STEP_START,   // the top frame, just pushed, starts: its hook has run
    STEP_RETURN,  // the top frame returns [count] values at [slot]
    STEP_FINISH,  // the same when nothing comes before it any more
    STEP_PROCEED, // a thread just made running by lua_resume goes on with [count] values on top
    STEP_HOST     // leave the interpreter
};

// All on the running thread. 16 bytes, so that steps travel in registers: in memory, copies of what
// was just written in pieces stall.
typedef struct Step {
    Value *slot;
    int64_t count : 24;      // values: no more than a stack has
    uint64_t kind : 3;       // enum StepKind
    uint64_t completion : 4; // of the new frame (STEP_CALL)
    uint64_t tail : 1;       // the new frame replaces one (debug information only)
    int64_t wanted : 16;     // of the new frame
    uint64_t operand : 16;   // likewise
} Step;

_Static_assert(sizeof(Step) == 16 && STACK_MAX < 1 << 23, "a step fits two registers");

static inline Step step_run(void)
{
    return (Step){.kind = STEP_RUN};
}
static inline Step step_host(void)
{
    return (Step){.kind = STEP_HOST};
}
static inline Step step_return(Value *first, int count)
{
    return (Step){.kind = STEP_RETURN, .slot = first, .count = count};
}
static inline Step step_start(void)
{
    return (Step){.kind = STEP_START};
}
static inline Step step_finish(Value *first, int count)
{
    return (Step){.kind = STEP_FINISH, .slot = first, .count = count};
}
static inline Step step_call(Value *func, int arg_count, enum FrameCompletion completion)
{
    return (Step){
        .kind = STEP_CALL, .slot = func, .count = arg_count, .completion = (uint8_t)completion};
}
static inline Step step_call_operand(Value *func, int arg_count, enum FrameCompletion completion,
                                     unsigned operand)
{
    return (Step){.kind = STEP_CALL,
                  .slot = func,
                  .count = arg_count,
                  .completion = (uint8_t)completion,
                  .operand = (uint16_t)operand};
}

// Carries out [step] and what follows from it. True: the top frame of rt->running is a Lua frame,
// ready to run. False: control goes to the C caller of this activation. May throw; everything may
// move or switch.
bool call_drive(Runtime *rt, Step step);

// Puts the __call metamethod of the object called in front of it, until a function is called. May
// throw and move the stack.
Step call_find_function(Thread *L, Step step);
// True if a call of [v] would come to a function.
bool call_is_callable(Thread *L, const Value *v);

// Pushes a frame for [func] above the running one; arguments stay where they are. The word,
// completion and so on come from [step]. May move frames.
Frame *call_push_frame(Thread *L, enum FrameKind kind, const Step *step);

// Moves [count] values to [dest], cut or filled up to [wanted] (LUA_MULTRET: as they are), and sets
// L->top past them.
void call_move_results(Thread *L, Value *dest, const Value *first, int count, int wanted);

// Returns from the operation on top: a boolean that tells of [success], and the values from its
// base up to L->top. The boolean takes the place of the function where nobody looks at that any
// more. May move the stack.
Step call_return_success(Thread *L, bool success);

// One past the slots that the top frame uses. What a hook pushes stands above the registers of the
// function hooked.
static inline Value *call_frame_end(const Thread *L)
{
    const Frame *f = L->frame;
    if (f->kind == FRAME_LUA && !(f->flags & FRAME_HOOKED)) {
        return f->base + value_lua_closure(f->base - 1)->proto->frame_size;
    }
    return L->top;
}

#define METAMETHOD_SLOTS 4 // room for a metamethod and its arguments

// Pushes [method] and [count] arguments, none of which lies on the stack, above the running frame
// and returns the step that calls it. May move the stack.
Step call_metamethod(Thread *L, const Value *method, const Value *arguments, int count,
                     enum FrameCompletion completion, unsigned operand);
// The same with two arguments.
Step call_binary_metamethod(Thread *L, const Value *method, const Value *a, const Value *b,
                            enum FrameCompletion completion, unsigned operand);

// A tail call: the frame on top goes, the function at [callee] with its arguments moves to its
// place. Returns the step that calls it.
Step call_tail(Thread *L, const Value *callee, int count);

static inline uint32_t call_slot_index(const Thread *L, const Value *slot)
{
    return (uint32_t)(slot - L->stack);
}

// The step function of a native that asked for a call: see native.h.
Step call_run_native(Thread *L, int step);

// The same when the call has returned [count] values at [first], of which the native, on top again,
// wants [wanted] at [dest].
Step call_return_to_native(Thread *L, Value *dest, const Value *first, int count, int wanted);

#endif
