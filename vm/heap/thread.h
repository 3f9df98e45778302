// SPDX-License-Identifier: MIT
// thread.h: threads (coroutines): value stack and frame array.
//
// Stack and frames move when they grow: pointers into them are stale after any function marked "may
// move". A thread fresh from coroutine.create is small: THREAD_INITIAL_SLOTS slots and
// THREAD_INITIAL_FRAMES frames, which stand in the thread's own cell until they are outgrown.
// runtime->chain_bytes follows the size of stacks and frames of threads that are running or normal.

#ifndef NEAP_VM_HEAP_THREAD_H
#define NEAP_VM_HEAP_THREAD_H

#include "vm/base/object.h"
#include "vm/heap/runtime.h"

#define THREAD_INITIAL_SLOTS 6
#define THREAD_INITIAL_FRAMES 3 // bottom, body, and the call of yield in which it is suspended
#define THREAD_MAIN_SLOTS 40
#define THREAD_MAIN_FRAMES 8

// A new thread with its bottom frame; status LUA_OK, idle. Copies extra space from the main thread
// and hooks from [L].
Thread *thread_new(Thread *L);
// A new thread with copies of the frames of [source] and the value on its top, of which tracebacks
// can be made: functions, but neither arguments nor variables.
Thread *thread_new_trace(Thread *L, const Thread *source);
// True for such a copy: its frames have no registers.
#define THREAD_TRACE 1 // operand of the bottom frame
static inline bool thread_is_trace(const Thread *L)
{
    return L->frames[0].operand == THREAD_TRACE;
}
// Gives the main thread, whose memory is the state's block, its fields, stack and frames.
void thread_init_main(Thread *L, Runtime *rt);

// A slot as an offset, which stays right when the stack moves.
static inline ptrdiff_t thread_save(const Thread *L, const Value *slot)
{
    return (const char *)slot - (const char *)L->stack;
}
static inline Value *thread_restore(const Thread *L, ptrdiff_t offset)
{
    return (Value *)((char *)L->stack + offset);
}

// Makes room for [slots] more values above [L->top]... above [from]. May move the stack. Throws
// "stack overflow" (through throw_stack_overflow) at the limit, LUA_ERRMEM.
void thread_grow_stack(Thread *L, Value *from, size_t slots);
bool thread_try_grow_stack(Thread *L, Value *from, size_t slots); // false instead of throwing
// The same without a collection: other threads' stacks stay where they are.
bool thread_try_grow_quietly(Thread *L, Value *from, size_t slots);
// False also in stackstress builds: whoever then makes room moves the stack.
static inline bool thread_has_room(const Thread *L, const Value *from, size_t slots)
{
#ifdef NEAP_STACK_STRESS
    return false;
#endif
    return LIKELY((size_t)(L->stack_limit - from) >= slots);
}
// Makes room if there is none.
static inline void thread_ensure(Thread *L, Value *from, size_t slots)
{
    if (!thread_has_room(L, from, slots)) {
        thread_grow_stack(L, from, slots);
    }
}
// The same for a caller who works at [slot]: returns where that is then.
static inline Value *thread_ensure_at(Thread *L, Value *slot, Value *from, size_t slots)
{
    if (thread_has_room(L, from, slots)) {
        return slot;
    }
    ptrdiff_t offset = thread_save(L, slot);
    thread_grow_stack(L, from, slots);
    return thread_restore(L, offset);
}

// Grows the frame array. Frames move: L->frame is updated.
void thread_grow_frames(Thread *L);
// The next frame above L->frame, uninitialised; does not advance L->frame. May move frames.
static inline Frame *thread_next_frame(Thread *L)
{
#ifdef NEAP_STACK_STRESS
    thread_grow_frames(L); // moves them even if there is room
#else
    if (UNLIKELY(L->frame + 1 == L->frame_limit)) {
        thread_grow_frames(L);
    }
#endif
    return L->frame + 1;
}

// Gives unused stack and frames back (called by the collector on threads it traverses).
void thread_shrink(Thread *L);
// An error was caught: gives the room for handlers of a stack overflow back, however deep the
// catcher is, so that the next overflow is one.
void thread_leave_extra_room(Thread *L);

// Behind stack_limit there is one more slot, for the error object when nothing can grow.
static inline size_t thread_stack_bytes(const Thread *L)
{
    return ((size_t)(L->stack_limit - L->stack) + 1) * sizeof(Value);
}
static inline size_t thread_frames_bytes(const Thread *L)
{
    return (size_t)(L->frame_limit - L->frames) * sizeof(Frame);
}

// The first frames and the first stack of a thread, behind its ThreadObject. NULL for the main
// thread: behind it may stand any block of the host's, its own stack as well.
static inline Frame *thread_own_frames(const Thread *L)
{
    return L != L->runtime->main_thread ? (Frame *)(thread_object((Thread *)L) + 1) : NULL;
}
static inline Value *thread_own_stack(const Thread *L)
{
    Frame *frames = thread_own_frames(L);
    return frames != NULL ? (Value *)(frames + THREAD_INITIAL_FRAMES) : NULL;
}
#define THREAD_OWN_BYTES \
    (THREAD_INITIAL_FRAMES * sizeof(Frame) + (THREAD_INITIAL_SLOTS + 1) * sizeof(Value))

static inline size_t thread_object_bytes(const ThreadObject *o)
{
    bool is_main = &o->thread == o->thread.runtime->main_thread;
    return sizeof(ThreadObject) + (is_main ? 0 : THREAD_OWN_BYTES);
}

// One past the last slot in use: top of C and native frames, the registers of Lua frames.
Value *thread_stack_end(const Thread *L);

// Frees stack and frames (destructor).
void thread_free_parts(Runtime *rt, Thread *L);

#endif
