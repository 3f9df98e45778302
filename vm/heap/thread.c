// SPDX-License-Identifier: MIT
// thread.c: threads: value stack and frame array.
//
// Both are parts of the ThreadObject: cells while small, blocks of lua_Alloc when large. They are
// replaced by larger or smaller copies, never changed in place; whoever points into the stack is
// corrected: frames' bases, top, limit, open upvalues.

#include "vm/heap/thread.h"

#include <string.h>

#include "vm/heap/gc.h"
#include "vm/heap/heap.h"
#include "vm/heap/mem.h"
#include "vm/heap/str.h"
#include "vm/heap/throw.h"

#define STACK_WITH_EXTRA (STACK_MAX + STACK_ERROR_EXTRA)
#define SHRINK_RATIO 4 // capacity above this many times the use is given back

Value *thread_stack_end(const Thread *L)
{
    const Frame *frame = L->frame;
    Value *end = L->top;
    if (frame->kind == FRAME_LUA && frame > L->frames) {
        Value *registers = frame->base + value_lua_closure(&frame->base[-1])->proto->frame_size;
        // A Lua frame with open results has more than its registers.
        end = registers > end ? registers : end;
    }
    return end <= L->stack_limit ? end : L->stack_limit;
}

static size_t slot_capacity(const Thread *L)
{
    return (size_t)(L->stack_limit - L->stack);
}

static void poison(void *block, size_t bytes)
{
#ifdef NEAP_STACK_STRESS
    memset(block, 0x5B, bytes);
#else
    (void)block;
    (void)bytes;
#endif
}

static void follow_bytes(Thread *L, size_t old_bytes, size_t new_bytes)
{
    L->part_bytes += (uint32_t)(new_bytes - old_bytes);
    if (L->running != THREAD_IDLE) {
        L->runtime->chain_bytes += new_bytes - old_bytes;
    }
}

// ---- value stack

static Value *moved(const Thread *L, Value *stack, const Value *slot)
{
    return stack + (slot - L->stack);
}

// Lets all pointers into the stack point into [stack].
static void relocate(Thread *L, Value *stack, size_t slots)
{
    for (Frame *frame = L->frames; frame <= L->frame; frame++) {
        frame->base = moved(L, stack, frame->base);
    }
    for (Upvalue *u = L->open_upvalues; u != NULL; u = u->open.next) {
        u->slot = moved(L, stack, u->slot);
    }
    L->top = moved(L, stack, L->top);
    L->stack = stack;
    L->stack_limit = stack + slots;
}

// [stack] is a part of room for slots + 1 values.
static void move_stack(Thread *L, Value *stack, size_t slots)
{
    Value *old = L->stack;
    size_t old_slots = slot_capacity(L);
    size_t old_bytes = thread_stack_bytes(L);
    size_t kept = old_slots < slots ? old_slots : slots;
    memcpy(stack, old, kept * sizeof(Value));
    for (Value *slot = stack + kept; slot <= stack + slots; slot++) {
        value_set_nil(slot);
    }
    relocate(L, stack, slots);
    follow_bytes(L, old_bytes, thread_stack_bytes(L));
    poison(old, old_bytes);
    if (old != thread_own_stack(L)) {
        mem_part_free(L, &thread_object(L)->header, old, old_bytes);
    }
}

static bool resize_stack(Thread *L, size_t slots)
{
    Object *owner = &thread_object(L)->header;
    Value *stack = mem_part_try_new(L, owner, (slots + 1) * sizeof(Value));
    if (stack != NULL) {
        move_stack(L, stack, slots);
    }
    return stack != NULL;
}

// Capacity for [needed] slots: twice the present one where that does.
static size_t grown_capacity(const Thread *L, size_t needed)
{
    size_t doubled = slot_capacity(L) * 2;
#ifdef NEAP_STACK_STRESS
    doubled = needed <= slot_capacity(L) ? slot_capacity(L) : doubled;
#endif
    size_t wanted = doubled > needed ? doubled : needed;
    return wanted < STACK_MAX || needed > STACK_MAX ? wanted : STACK_MAX;
}

// Beyond the limit: gives message handlers room for one error; a second one is fatal to them.
static _Noreturn void overflow(Thread *L)
{
    if (slot_capacity(L) < STACK_WITH_EXTRA) {
        if (!resize_stack(L, STACK_WITH_EXTRA)) {
            throw_memory(L);
        }
        throw_stack_overflow(L);
    }
    String *message = str_new_z(L, "error in error handling");
    Value *end = thread_stack_end(L);
    value_set_string(end, message); // the slot behind the limit at worst
    L->top = end + 1;
    throw_status(L, LUA_ERRERR);
}

void thread_grow_stack(Thread *L, Value *from, size_t slots)
{
    size_t needed = (size_t)(from - L->stack) + slots;
    if (UNLIKELY(slots > STACK_MAX || (needed > STACK_MAX && needed > slot_capacity(L)))) {
        overflow(L);
    }
    if (UNLIKELY(!resize_stack(L, grown_capacity(L, needed)) && needed > slot_capacity(L))) {
        throw_memory(L);
    }
}

bool thread_try_grow_stack(Thread *L, Value *from, size_t slots)
{
    size_t needed = (size_t)(from - L->stack) + slots;
    if (slots > STACK_MAX || needed > STACK_MAX) {
        return false;
    }
    return needed <= slot_capacity(L) || resize_stack(L, grown_capacity(L, needed));
}

bool thread_try_grow_quietly(Thread *L, Value *from, size_t slots)
{
    size_t needed = (size_t)(from - L->stack) + slots;
    if (needed > STACK_MAX) {
        return false;
    }
    size_t capacity = grown_capacity(L, needed);
    Value *stack =
        mem_part_try_quiet(L->runtime, &thread_object(L)->header, (capacity + 1) * sizeof(Value));
    if (stack != NULL) {
        move_stack(L, stack, capacity);
    }
    return stack != NULL;
}

// ---- frames

static void move_frames(Thread *L, Frame *frames, size_t count)
{
    Frame *old = L->frames;
    size_t old_bytes = thread_frames_bytes(L);
    size_t used = (size_t)(L->frame - old) + 1;
    memcpy(frames, old, used * sizeof(Frame));
    L->frames = frames;
    L->frame = frames + used - 1;
    L->frame_limit = frames + count;
    follow_bytes(L, old_bytes, count * sizeof(Frame));
    poison(old, old_bytes);
    if (old != thread_own_frames(L)) {
        mem_part_free(L, &thread_object(L)->header, old, old_bytes);
    }
}

void thread_grow_frames(Thread *L)
{
    size_t count = (size_t)(L->frame_limit - L->frames);
    bool full = L->frame + 1 == L->frame_limit;
    size_t wanted = full ? count * 2 : count; // stackstress builds come here with room left
    Object *owner = &thread_object(L)->header;
    Frame *frames = mem_part_try_new(L, owner, wanted * sizeof(Frame));
    if (frames != NULL) {
        move_frames(L, frames, wanted);
    } else if (full) {
        throw_memory(L);
    }
}

// ---- shrinking

// Slots that must stay: a caller gets all of its registers back, also those above the top of
// a small callee.
static size_t slots_in_use(const Thread *L)
{
    const Value *end = thread_stack_end(L);
    for (const Frame *f = L->frames + 1; f < L->frame; f++) {
        if (f->kind == FRAME_LUA) {
            const Value *registers = f->base + value_lua_closure(&f->base[-1])->proto->frame_size;
            end = registers > end ? registers : end;
        }
    }
    return (size_t)(end - L->stack);
}

static void shrink_stack(Thread *L)
{
    size_t top = (size_t)(thread_stack_end(L) - L->stack);
    bool has_extra = slot_capacity(L) > STACK_MAX;
    if (LIKELY(has_extra ? top * 2 > STACK_MAX : slot_capacity(L) <= top * SHRINK_RATIO)) {
        return; // without a look at the frames, of which there may be many
    }
    size_t used = slots_in_use(L);
    size_t wanted = used * 2 > THREAD_INITIAL_SLOTS ? used * 2 : THREAD_INITIAL_SLOTS;
    if (L == L->runtime->main_thread && wanted < THREAD_MAIN_SLOTS) {
        wanted = THREAD_MAIN_SLOTS;
    }
    size_t capacity = slot_capacity(L);
    bool beyond = capacity > STACK_MAX && wanted <= STACK_MAX;
    if (beyond || capacity > wanted * SHRINK_RATIO / 2) {
        Object *owner = &thread_object(L)->header;
        Value *stack = wanted == THREAD_INITIAL_SLOTS
                           ? thread_own_stack(L)
                           : mem_part_try_quiet(L->runtime, owner, (wanted + 1) * sizeof(Value));
        if (stack != NULL) {
            move_stack(L, stack, wanted);
        }
    }
}

static void shrink_frames(Thread *L)
{
    size_t used = (size_t)(L->frame - L->frames) + 1;
    size_t wanted = used + 1 > THREAD_INITIAL_FRAMES ? used + used / 2 + 1 : THREAD_INITIAL_FRAMES;
    if ((size_t)(L->frame_limit - L->frames) > wanted * SHRINK_RATIO) {
        Object *owner = &thread_object(L)->header;
        bool fits_own = wanted == THREAD_INITIAL_FRAMES && L != L->runtime->main_thread;
        Frame *frames = fits_own ? thread_own_frames(L)
                                 : mem_part_try_quiet(L->runtime, owner, wanted * sizeof(Frame));
        if (frames != NULL) {
            move_frames(L, frames, wanted);
        }
    }
}

void thread_shrink(Thread *L)
{
    shrink_stack(L);
    shrink_frames(L);
}

void thread_leave_extra_room(Thread *L)
{
    if (LIKELY(slot_capacity(L) <= STACK_MAX)) {
        return;
    }
    thread_shrink(L);
    if (slot_capacity(L) > STACK_MAX && slots_in_use(L) <= STACK_MAX) {
        Value *stack = mem_part_try_quiet(L->runtime, &thread_object(L)->header,
                                          (STACK_MAX + 1) * sizeof(Value));
        if (stack != NULL) {
            move_stack(L, stack, STACK_MAX);
        }
    }
}

// ---- life

static void init_fields(Thread *L, Runtime *rt)
{
    Object header = thread_object(L)->header;
    memset(thread_object(L), 0, sizeof(ThreadObject));
    thread_object(L)->header = header;
    L->runtime = rt;
    L->hook_allowed = 1;
    L->status = LUA_OK;
}

static void init_parts(Thread *L, Frame *frames, size_t frame_count, Value *stack, size_t slots)
{
    L->frames = L->frame = frames;
    L->frame_limit = frames + frame_count;
    for (Value *slot = stack; slot <= stack + slots; slot++) {
        value_set_nil(slot);
    }
    *frames = (Frame){.base = stack + 1, .kind = FRAME_BASE};
    L->stack_limit = stack + slots;
    L->top = stack + 1;
    L->stack = stack;
    L->part_bytes = (uint32_t)(thread_stack_bytes(L) + thread_frames_bytes(L));
}

void thread_init_main(Thread *L, Runtime *rt)
{
    init_fields(L, rt);
    Object *owner = &thread_object(L)->header;
    L->running = THREAD_RUNNING;
    L->no_yield = 1; // it never can
    Frame *frames = mem_part_new(L, owner, THREAD_MAIN_FRAMES * sizeof(Frame));
    L->frames = L->frame = frames;
    L->frame_limit = frames + THREAD_MAIN_FRAMES;
    Value *stack = mem_part_new(L, owner, (THREAD_MAIN_SLOTS + 1) * sizeof(Value));
    init_parts(L, frames, THREAD_MAIN_FRAMES, stack, THREAD_MAIN_SLOTS);
    // There from the start: programs set the main thread's hook in signal handlers, which must not
    // allocate.
    HookState *hook = mem_part_new(L, owner, sizeof(HookState));
    *hook = (HookState){.function = NULL};
    L->hook = hook;
    rt->chain_bytes = L->part_bytes;
}

// A new thread has the hook of the one that made it, from then on its own.
static void inherit_hook(Thread *thread, Thread *L)
{
    thread->hook = mem_part_new(L, &thread_object(thread)->header, sizeof(HookState));
    *thread->hook = (HookState){
        .function = L->hook->function, .count = L->hook->count, .remaining = L->hook->count};
    thread->hook_mask = L->hook_mask;
}

Thread *thread_new(Thread *L)
{
    Runtime *rt = L->runtime;
    ThreadObject *o =
        (ThreadObject *)mem_new_object(L, TAG_THREAD, sizeof(ThreadObject) + THREAD_OWN_BYTES);
    Thread *thread = &o->thread;
    init_fields(thread, rt);
    o->extra_space = thread_object(rt->main_thread)->extra_space;
    init_parts(thread, thread_own_frames(thread), THREAD_INITIAL_FRAMES, thread_own_stack(thread),
               THREAD_INITIAL_SLOTS);
    if (UNLIKELY(L->hook_mask != 0)) {
        inherit_hook(thread, L);
    }
    return thread;
}

// [trace] has no other frames and only reachable values; it is being made.
static void copy_frames(Thread *trace, const Thread *source, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        Frame *f = &trace->frames[i];
        *f = source->frames[i];
        f->base = trace->stack + i + 1;
        f->flags &= FRAME_TAIL_CALLED | FRAME_HOOKED;
        value_copy(f->base - 1, source->frames[i].base - 1);
    }
    trace->frames[0].operand = THREAD_TRACE;
    trace->frame = trace->frames + count - 1;
    trace->top = trace->stack + count;
    value_copy(trace->top++, source->top - 1);
    trace->status = source->status;
}

Thread *thread_new_trace(Thread *L, const Thread *source)
{
    size_t count = (size_t)(source->frame - source->frames) + 1;
    Thread *trace = thread_new(L);
    thread_ensure(L, L->top, 1);
    value_set_thread(L->top, trace); // anchored
    L->top++;
    thread_ensure(trace, trace->top, count + 1);
    if (count > THREAD_INITIAL_FRAMES) {
        Object *owner = &thread_object(trace)->header;
        move_frames(trace, mem_part_new(trace, owner, count * sizeof(Frame)), count);
    }
    copy_frames(trace, source, count);
    L->top--;
    return trace;
}

void thread_free_parts(Runtime *rt, Thread *L)
{
    if (L->stack != NULL && L->stack != thread_own_stack(L)) {
        part_free_block(rt, L->stack, thread_stack_bytes(L));
    }
    if (L->frames != NULL && L->frames != thread_own_frames(L)) {
        part_free_block(rt, L->frames, thread_frames_bytes(L));
    }
    part_free_block(rt, L->hook, sizeof(HookState));
    L->hook = NULL;
    L->stack = NULL;
    L->frames = NULL;
}
