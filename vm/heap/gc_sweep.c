// SPDX-License-Identifier: MIT
// gc_sweep.c: what is left to do when the marks have been flipped.
//
// Dead cells need nothing: allocation finds them. Swept are only the things that would hold memory:
// owners of large parts, objects with blocks of their own, and, not in every cycle, pages that
// became empty. Each sweep is cut in slices and looks at an object's mark when it comes by, so that
// strings revived meanwhile survive. New objects may join the lists at any time.
//
// The sweep of pages also erases the marks of dead cells. It must run at least once in 255 marks
// given out, for marks are reused then.

#include "vm/heap/heap.h"
#include "vm/heap/str.h"
#include "vm/heap/table.h"
#include "vm/heap/thread.h"

// ---- owners

// The block of a part, if it is none of the cells.
void part_free_block(Runtime *rt, void *part, size_t bytes)
{
    if (part != NULL && !mem_part_is_cell(bytes)) {
        mem_free_raw(rt, part, bytes);
    }
}

static void free_proto_arrays(Runtime *rt, Proto *p)
{
    mem_free_raw(rt, p->code, p->code_count * sizeof *p->code);
    mem_free_raw(rt, p->constants, p->constant_count * sizeof *p->constants);
    mem_free_raw(rt, p->protos, p->proto_count * sizeof *p->protos);
    mem_free_raw(rt, p->upvalues, p->upvalue_count * sizeof *p->upvalues);
    mem_free_raw(rt, p->locals, p->local_count * sizeof *p->locals);
    mem_free_raw(rt, p->lines, p->lines_bytes);
}

void object_free_parts(Runtime *rt, Object *o)
{
    switch (o->type) {
    case TAG_TABLE: {
        Table *t = (Table *)o;
        if (t->array_capacity > 0) {
            part_free_block(rt, table_array_part(t), table_array_bytes(t));
        }
        if (t->entry_capacity > 0) {
            part_free_block(rt, table_entries_part(t), table_entries_bytes(t));
        }
        break;
    }
    case TAG_THREAD: {
        Thread *L = &((ThreadObject *)o)->thread;
        thread_free_parts(rt, L);
        break;
    }
    case TAG_PROTO:
        free_proto_arrays(rt, (Proto *)o);
        break;
    default:
        break;
    }
}

void sweep_owners_begin(Runtime *rt)
{
    Heap *heap = rt->heap;
    heap->owners_read = heap->owners_write = heap->owners_old;
}

size_t sweep_owners(Runtime *rt, size_t limit)
{
    Heap *heap = rt->heap;
    ObjectVector *owners = &heap->owners;
    size_t work = 0;
    while (heap->owners_read < owners->count && work < limit) {
        Object *o = owners->items[heap->owners_read++];
        work += 4;
        if (gc_is_dead(rt, o)) {
            object_free_parts(rt, o);
            o->flags &= (uint8_t)~OBJECT_PARTS;
            if (!(o->flags & OBJECT_LARGE)) {
                o->type = 0; // the cell is free from now on
            }
        } else {
            owners->items[heap->owners_write++] = o;
        }
    }
    if (heap->owners_read == owners->count) {
        owners->count = heap->owners_read = heap->owners_write;
    }
    return work;
}

// ---- objects with blocks of their own

void sweep_large_begin(Runtime *rt)
{
    rt->heap->large_cursor = &rt->heap->large;
}

size_t sweep_large(Runtime *rt, size_t limit)
{
    Heap *heap = rt->heap;
    LargeBlock **link = heap->large_cursor;
    size_t work = 0;
    while (*link != NULL && *link != heap->large_old && work < limit) {
        LargeBlock *block = *link;
        Object *o = (Object *)(block + 1);
        work += 4;
        if (gc_is_dead(rt, o)) {
            if (o->type == TAG_SHORT_STRING) {
                str_unlink(rt, (String *)o);
            }
            *link = block->next;
            mem_free_large(rt, block);
        } else {
            link = &block->next;
        }
    }
    heap->large_cursor = work > 0 ? link : NULL;
    return work;
}

// ---- pages

void sweep_pages_begin(Runtime *rt)
{
    Heap *heap = rt->heap;
    heap->sweep_class = 0;
    heap->sweep_page = &heap->first_page[0];
    heap->marks_at_scan = heap->marks_since_scan;
}

static void bury_cell(Runtime *rt, Object *o)
{
    if (o->flags & OBJECT_PARTS) {
        return; // cannot be: owners were swept before
    }
    if (o->type == TAG_SHORT_STRING) {
        str_unlink(rt, (String *)o);
    }
    *o = (Object){0};
}

// Erases the marks of all dead cells; true if there is no live one.
static bool clean_page(Runtime *rt, Page *page)
{
    size_t live = 0;
    for (size_t i = 0; i < page->count; i++) {
        Object *o = mem_page_cell(page, i);
        if (!gc_is_dead(rt, o)) {
            live++;
        } else if (o->mark != 0) {
            bury_cell(rt, o);
        }
    }
    return live == 0;
}

static void unlink_page(Runtime *rt, Page **link, int class_index)
{
    Heap *heap = rt->heap;
    Page *page = *link;
    *link = page->next;
    if (heap->last_page[class_index] == page) {
        bool first = link == &heap->first_page[class_index];
        // [link] is the field [next] of the page before, its first member.
        heap->last_page[class_index] = first ? NULL : (Page *)link;
    }
    mem_free_page(rt, page);
}

size_t sweep_pages(Runtime *rt, size_t limit)
{
    Heap *heap = rt->heap;
    size_t work = 0;
    while (heap->sweep_class < MEM_CLASS_COUNT && work < limit) {
        Page *page = *heap->sweep_page;
        work++;
        if (page == NULL) {
            heap->sweep_class++;
            heap->sweep_page = &heap->first_page[heap->sweep_class % MEM_CLASS_COUNT];
            continue;
        }
        work += page->count;
        if (clean_page(rt, page) && heap->page[heap->sweep_class] != page) {
            unlink_page(rt, heap->sweep_page, heap->sweep_class);
        } else {
            heap->sweep_page = &page->next;
        }
    }
    if (work == 0) {
        heap->marks_since_scan = (uint16_t)(heap->marks_since_scan - heap->marks_at_scan);
        heap->marks_at_scan = 0;
    }
    return work;
}
