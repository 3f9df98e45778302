// SPDX-License-Identifier: MIT
// gc.h: the collector as the rest of the VM sees it. The essay is at the top of gc.c.
//
// Marks. Each object has a mark byte. At any time at most two marks mean "alive": runtime->new_mark
// (given to new objects) and runtime->live_mark; a cell with any other mark is free.
// runtime->black is the mark of objects already reached by the cycle under way, or in generational
// mode of old objects; 0 (never the mark of a live object) when no barrier is wanted.
// Incremental, pause: new_mark = live_mark = E, black = 0.
// Marking: reached objects get black = live_mark = F, a fresh mark; new objects still get E
// (white). The end of marking makes F the only live mark: everything else is free, without a sweep.
// Generational: old objects carry live_mark = black = E, new ones new_mark = Y; a minor
// cycle turns reached Y into E and picks a fresh Y.
//
// The barrier is also due for stores through open upvalues (parent: the upvalue).

#ifndef NEAP_VM_HEAP_GC_H
#define NEAP_VM_HEAP_GC_H

#include "vm/base/object.h"
#include "vm/heap/runtime.h"

// True if [object] is garbage whose cell has not been used again. Only weak references (the intern
// table) can meet such objects.
static inline bool gc_is_dead(const Runtime *rt, const Object *object)
{
    return object->mark != rt->new_mark && object->mark != rt->live_mark;
}
void gc_revive_slow(Runtime *rt, Object *string);
// To be called for every string found through the intern table.
static inline void gc_revive(Runtime *rt, Object *string)
{
    if (UNLIKELY(gc_is_dead(rt, string))) {
        gc_revive_slow(rt, string);
    }
}

// ---- barriers, after storing [value] into [parent]

void gc_barrier_slow(Runtime *rt, Object *parent, Object *child);

static inline bool gc_needs_barrier(const Runtime *rt, const Object *parent, const Value *value)
{
    return parent->mark == rt->black && value_is_collectable(value) &&
           value->as.object->mark != rt->black;
}
// Chooses by the parent's type and size: small tables become gray again, everything else marks the
// child.
static inline void gc_barrier(Runtime *rt, Object *parent, const Value *value)
{
    if (UNLIKELY(gc_needs_barrier(rt, parent, value))) {
        gc_barrier_slow(rt, parent, value->as.object);
    }
}
static inline void gc_barrier_object(Runtime *rt, Object *parent, Object *child)
{
    if (UNLIKELY(parent->mark == rt->black && child->mark != rt->black)) {
        gc_barrier_slow(rt, parent, child);
    }
}
// To be called when [thread] begins to run (resume) or is handed to a host: it may be changed
// without barriers from now on.
void gc_thread_touched_slow(Runtime *rt, Thread *thread);
static inline void gc_thread_touched(Runtime *rt, Thread *thread)
{
    Object *o = &thread_object(thread)->header;
    if (UNLIKELY(o->mark == rt->black && !(o->flags & OBJECT_GRAY))) {
        gc_thread_touched_slow(rt, thread);
    }
}

// ---- pacing

// True when the allocation debt is used up: the caller should reach a safe point and call gc_step.
static inline bool gc_is_due(const Runtime *rt)
{
    return UNLIKELY(rt->gc_debt > 0);
}
// One step of work. At a safe point only: all frames saved, L->top right for C and native frames.
// Runs no Lua code: finalizers that became due are queued; see gc_has_finalizers.
void gc_step(Thread *L);
// Makes the next safe point do a step.
void gc_make_due(Runtime *rt);
// A full cycle. [emergency]: called from inside an allocation; nothing but memory is touched (no
// stack shrinking, no finalizers queued to run at once).
void gc_full(Thread *L, bool emergency);

// ---- control (lua_gc)
int gc_control(Thread *L, int what, int argument1, int argument2, int argument3);
size_t gc_count_bytes(const Runtime *rt);

// ---- finalizers

// To be called when [object] (table or userdata) gets a metatable with a __gc field.
void gc_register_finalizer(Thread *L, Object *object);
static inline bool gc_has_finalizers(const Runtime *rt)
{
    return UNLIKELY(rt->finalizer_due_count > 0);
}
// Takes the next object whose finalizer is due, in the order in which they are to run, and makes it
// a normal object again. False if there is none.
bool gc_next_finalizer(Runtime *rt, Value *object);
// At lua_close: queues every object that has a finalizer.
void gc_queue_all_finalizers(Thread *L);

// ---- life of the heap
void gc_init(Runtime *rt);
// Frees every object and page. The main thread's own memory is the caller's.
void gc_free_all(Runtime *rt);

#endif
