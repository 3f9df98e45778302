// SPDX-License-Identifier: MIT
// switch.h: resume, wrapped functions and yield between two Lua functions, at once.
//
// The loop does these at the entry instructions. They do in one go what the steps in coroutine.c do
// one by one, and decline (NULL, with nothing changed) whatever is not plain: hooks, hosts,
// natives, a body that starts. An operation's frame made here carries FRAME_PLAIN: a Lua frame at a
// CALL stands below it.

#ifndef NEAP_VM_EXEC_SWITCH_H
#define NEAP_VM_EXEC_SWITCH_H

#include <string.h>

#include "vm/exec/coroutine.h"
#include "vm/heap/gc.h"

// Frame.word of a plain operation: which one it is stands in the upper half.
#define FRAME_WORD_PLAIN(operation) \
    (FRAME_OPERATION | (uint64_t)FRAME_PLAIN << 16 | (uint64_t)(operation) << 32)

static inline bool switch_is_plain(const Frame *f)
{
    return (uint32_t)f->word == (uint32_t)FRAME_WORD_PLAIN(0);
}

// May [L], which runs, yield here: it is resumed by a thread of this activation, with no C function
// in between. Both fields in one comparison.
static inline bool switch_may_yield(const Thread *L)
{
    const uint16_t expected[2] = {L->runtime->host_depth, 0};
    _Static_assert(offsetof(Thread, no_yield) == offsetof(Thread, host_level) + 2, "two fields");
    return memcmp(&L->host_level, expected, sizeof expected) == 0;
}

// Written whole as it is read: a wider load waits for a narrower store.
static inline void switch_set_host_level(Thread *L, uint16_t level)
{
    const uint16_t fields[2] = {level, 0};
    memcpy(&L->host_level, fields, sizeof fields);
}

// [wanted] of [count] values to [dest] in a Lua frame of L; LUA_MULTRET: all.
static inline bool switch_deliver(Thread *L, Value *dest, int wanted, const Value *first, int count)
{
    if (UNLIKELY(wanted != count)) {
        return coroutine_deliver_other(L, dest, wanted, first, count);
    }
    if (LIKELY(count == 1)) {
        value_copy(dest, first);
        return true;
    }
    for (; count > 0; count--) {
        value_copy(dest++, first++);
    }
    return true;
}

// Ends the plain resume or wrapped function on top of [L] with [count] values, if there is room for
// them.
static inline bool switch_complete(Thread *L, const Frame *operation, const Value *first, int count)
{
    int wanted = ins_c(operation[-1].pc[-1]) - 1;
    Value *dest = operation->base - 1;
    if (operation->step == NATIVE_WRAP_CALL) {
        return switch_deliver(L, dest, wanted, first, count);
    }
    // 'true' comes first
    if (UNLIKELY(!switch_deliver(L, dest + 1, wanted - (wanted > 0), first, count))) {
        return false;
    }
    value_set_boolean(dest, true);
    return true;
}

// There is room for the frame: thread_next_frame() comes before any effect, for memory may fail.
static inline void switch_push_operation(Thread *L, Value *callee, enum NativeKind operation)
{
    Frame *f = L->frame + 1;
    f->base = callee + 1;
    f->word = FRAME_WORD_PLAIN(operation);
    f->step = operation;
    L->frame = f;
}

// [to] runs now instead of another thread; neither has a hook, so the dispatch table stays.
static inline void switch_running(Runtime *rt, Thread *to)
{
    to->running = THREAD_RUNNING;
    rt->running = to;
}

// Goes on with [target], suspended in a plain yield. [callee]: the function that L called with
// arguments up to [arguments] + [count]; [operation]: which function it is.
static ALWAYS_INLINE Thread *switch_resume(Thread *L, Value *callee, Thread *target,
                                           const Value *arguments, int count,
                                           enum NativeKind operation)
{
    Runtime *rt = L->runtime;
    Frame *yield = target->frame;
    if (UNLIKELY(yield->word != FRAME_WORD_PLAIN(NATIVE_YIELD) || target->hook_mask != 0 ||
                 L->hook_mask != 0 || rt->chain_bytes + target->part_bytes > rt->chain_limit)) {
        return NULL;
    }
    thread_next_frame(L);
    int wanted = ins_c(yield[-1].pc[-1]) - 1;
    if (UNLIKELY(!switch_deliver(target, yield->base - 1, wanted, arguments, count))) {
        return NULL;
    }
    switch_push_operation(L, callee, operation);
    L->top = callee + 1 + (operation == NATIVE_RESUME); // the thread stays in sight
    L->running = THREAD_NORMAL;
    rt->chain_bytes += target->part_bytes;
    target->frame = yield - 1;
    target->status = LUA_OK;
    target->resumer = L;
    switch_set_host_level(target, rt->host_depth);
    switch_running(rt, target);
    gc_thread_touched(rt, target);
    return target;
}

// Suspends [L] in its call of yield with [count] arguments, which go to its resumer.
static ALWAYS_INLINE Thread *switch_yield(Thread *L, Value *callee, int count)
{
    Runtime *rt = L->runtime;
    if (UNLIKELY(!switch_may_yield(L) || L->hook_mask != 0)) {
        return NULL;
    }
    Thread *resumer = L->resumer;
    Frame *operation = resumer->frame;
    if (UNLIKELY(!switch_is_plain(operation) || resumer->hook_mask != 0)) {
        return NULL;
    }
    thread_next_frame(L);
    if (UNLIKELY(!switch_complete(resumer, operation, callee + 1, count))) {
        return NULL;
    }
    switch_push_operation(L, callee, NATIVE_YIELD);
    L->top = callee + 1;
    L->status = LUA_YIELD;
    L->running = THREAD_IDLE;
    L->resumer = NULL;
    rt->chain_bytes -= L->part_bytes;
    resumer->frame = operation - 1;
    switch_running(rt, resumer);
    return resumer;
}

#endif
