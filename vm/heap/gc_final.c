// SPDX-License-Identifier: MIT
// gc_final.c: finalizers (manual, 2.5.3).
//
// Objects marked for finalization stand in the vector [finalizers] in the order of marking. When a
// cycle finds some unreachable they move, the last marked first, to the queue [due], which is a
// root; gc_next_finalizer hands them out. The queue always has room for all objects marked, so that
// the collector never needs memory for it.

#include <string.h>

#include "vm/heap/heap.h"

// Forgets the part of the queue that was handed out, when it is the larger one.
static void drop_taken(Heap *heap)
{
    ObjectVector *due = &heap->due;
    if (heap->due_first > due->count / 2) {
        due->count -= heap->due_first;
        memmove(due->items, due->items + heap->due_first, due->count * sizeof(Object *));
        heap->due_first = 0;
    }
}

void gc_register_finalizer(Thread *L, Object *object)
{
    Runtime *rt = L->runtime;
    Heap *heap = rt->heap;
    if ((object->flags & OBJECT_FINALIZER) || (rt->gc_stopped & GC_STOP_CLOSING)) {
        return;
    }
    drop_taken(heap);
    mem_reserve(L, &heap->finalizers, heap->finalizers.count + 1, object);
    mem_reserve(L, &heap->due, heap->due.count + heap->finalizers.count + 1, object);
    object->flags |= OBJECT_FINALIZER;
    vector_try_push(rt, &heap->finalizers, object);
}

static void make_due(Runtime *rt, Object *object)
{
    vector_try_push(rt, &rt->heap->due, object); // has room
    rt->finalizer_due_count++;
}

void final_mark_due(Runtime *rt)
{
    Heap *heap = rt->heap;
    for (size_t i = heap->due_first; i < heap->due.count; i++) {
        mark_object(rt, heap->due.items[i]);
    }
}

// Moves the unreached objects to the queue. In a minor cycle only new ones can be unreached.
void final_separate(Runtime *rt)
{
    Heap *heap = rt->heap;
    ObjectVector *all = &heap->finalizers;
    for (size_t i = all->count; i > heap->finalizers_old; i--) {
        if (all->items[i - 1]->mark != rt->black) {
            make_due(rt, all->items[i - 1]);
        }
    }
    size_t kept = heap->finalizers_old;
    for (size_t i = kept; i < all->count; i++) {
        if (all->items[i]->mark == rt->black) {
            all->items[kept++] = all->items[i];
        }
    }
    all->count = kept;
    final_mark_due(rt);
}

bool gc_next_finalizer(Runtime *rt, Value *object)
{
    Heap *heap = rt->heap;
    if (rt->finalizer_due_count == 0) {
        return false;
    }
    Object *o = heap->due.items[heap->due_first++];
    if (--rt->finalizer_due_count == 0) {
        heap->due.count = heap->due_first = 0;
    }
    o->flags &= (uint8_t)~OBJECT_FINALIZER;
    value_set_object(object, o, o->type);
    return true;
}

void gc_queue_all_finalizers(Thread *L)
{
    Runtime *rt = L->runtime;
    Heap *heap = rt->heap;
    rt->gc_stopped |= GC_STOP_CLOSING;
    while (heap->finalizers.count > 0) {
        make_due(rt, heap->finalizers.items[--heap->finalizers.count]);
    }
    heap->finalizers_old = 0;
}
