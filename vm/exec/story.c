// SPDX-License-Identifier: MIT
// story.c: through which coroutines an error came; see story.h.

#include "vm/exec/story.h"

#include <string.h>

#include "vm/exec/exec.h"
#include "vm/heap/gc.h"
#include "vm/heap/thread.h"
#include "vm/heap/throw.h"

void story_forget(Runtime *rt)
{
    rt->story = (Story){.outermost = NULL};
}

// ---- places
//
// The bottom frame of a dead thread says where it was resumed: the proto in its slot, the
// instruction in its context.

static void set_place(Thread *part, const Thread *resumer)
{
    const Frame *f = resumer != NULL ? resumer->frame : NULL;
    while (f != NULL && f > resumer->frames && f->kind != FRAME_LUA) {
        f--;
    }
    if (f != NULL && f->kind == FRAME_LUA) {
        Proto *p = value_lua_closure(f->base - 1)->proto;
        value_set_object(part->stack, p, TAG_PROTO);
        part->frames[0].context = f->pc - p->code - 1;
    }
}

const Proto *story_place(const Thread *part, uint32_t *pc)
{
    *pc = (uint32_t)part->frames[0].context;
    return part->stack->tag == TAG_PROTO ? (const Proto *)part->stack->as.object : NULL;
}

// ---- the chain

// Adds [part] as the outermost one.
static void append(Story *story, Thread *part)
{
    part->resumer = story->outermost;
    story->outermost = part;
    if (++story->count == STORY_END) {
        story->inner_end = part;
    }
}

// Keeps so many parts at each end.
static void drop_middle(Runtime *rt)
{
    Story *story = &rt->story;
    if (story->count > 2 * STORY_END) {
        Thread *part = story->outermost;
        for (int i = 1; i < STORY_END; i++) {
            part = part->resumer;
        }
        gc_thread_touched(rt, part);
        part->resumer = story->inner_end;
    }
}

// True if the error object [now] is [before], or a string that ends in it.
static bool is_same_error(const Value *now, const Value *before)
{
    if (exec_raw_equal(now, before)) {
        return true;
    }
    if (!value_is_string(now) || !value_is_string(before)) {
        return false;
    }
    const String *whole = value_string(now);
    const String *part = value_string(before);
    return whole->length > part->length &&
           memcmp(whole->bytes + whole->length - part->length, part->bytes, part->length) == 0;
}

// The error on top of [L] is the one of which the outermost coroutine died.
static bool goes_on(const Thread *L)
{
    const Story *story = &L->runtime->story;
    return story->outermost != NULL && story->resumer == L &&
           is_same_error(L->top - 1, story->outermost->top - 1);
}

void story_add(Thread *L, Thread *resumer)
{
    Runtime *rt = L->runtime;
    Story *story = &rt->story;
    if (story->catcher != NULL && story->catcher != L && story->resumer == L) {
        story->resumer = resumer; // still on its way there
        return;
    }
    if (!goes_on(L)) {
        story_forget(rt);
    }
    set_place(L, resumer);
    append(story, L);
    drop_middle(rt);
    story->is_kept = false;
    story->resumer = resumer;
}

// ---- copies

typedef struct CopyRequest {
    Thread *thread; // to be copied
    Thread *copy;
} CopyRequest;

static void make_copy(Thread *L, void *data)
{
    CopyRequest *request = data;
    request->copy = thread_new_trace(L, request->thread);
}

// NULL if there is no memory.
static Thread *try_copy(Thread *L, Thread *thread)
{
    CopyRequest request = {.thread = thread, .copy = NULL};
    ptrdiff_t top = thread_save(L, L->top);
    bool failed = throw_protect(L, make_copy, &request) != LUA_OK;
    L->top = thread_restore(L, top);
    return failed ? NULL : request.copy;
}

// The thread among [L] and its resumers where code of the script catches errors, or NULL.
static Thread *find_catcher(Thread *L)
{
    for (; L != NULL; L = L->resumer) {
        for (const Frame *f = L->frame; f > L->frames; f--) {
            if (f->flags & FRAME_CATCH || f->completion == COMPLETE_FINALIZER) {
                return L;
            }
        }
    }
    return NULL;
}

void story_closes(Thread *L, Thread *target)
{
    Runtime *rt = L->runtime;
    Story *story = &rt->story;
    if (story->outermost != target) {
        return;
    }
    Thread *catcher = story->is_uncaught ? NULL : find_catcher(L);
    Thread *copy = catcher == NULL ? try_copy(L, target) : NULL;
    if (copy == NULL) {
        const Thread *resumer = story->resumer;
        story_forget(rt);
        story->resumer = resumer;
        story->catcher = catcher;
    } else {
        value_copy(copy->stack, target->stack); // the place
        copy->frames[0].context = target->frames[0].context;
        copy->resumer = target->resumer;
        gc_thread_touched(rt, copy);
        story->outermost = copy;
        story->inner_end = story->inner_end == target ? copy : story->inner_end;
        story->is_kept = true;
        story->is_uncaught = true;
    }
    target->resumer = NULL;
}

// ---- the error that is raised

// All threads from [L] outwards.
static void tell_stop(Thread *L)
{
    Runtime *rt = L->runtime;
    uint32_t count = 0;
    for (const Thread *thread = L; thread != NULL; thread = thread->resumer) {
        count++;
    }
    story_forget(rt);
    uint32_t i = 0;
    for (Thread *thread = L; thread != NULL; thread = thread->resumer) {
        if (i++ >= STORY_END && count - i >= STORY_END) {
            rt->story.count++;
            continue;
        }
        Thread *copy = try_copy(L, thread);
        if (copy == NULL) {
            break;
        }
        set_place(copy, thread->resumer);
        append(&rt->story, copy);
        rt->story.is_kept = true;
    }
    rt->story.is_current = rt->story.is_whole = true;
}

void story_error_raised(Thread *L)
{
    Runtime *rt = L->runtime;
    Story *story = &rt->story;
    if (UNLIKELY(runtime_is_stopped(rt))) {
        if (!story->is_whole && atomic_load(&rt->stop) != STOP_MEMORY) {
            tell_stop(L);
        }
    } else if (story->is_whole) {
        story_forget(rt); // the host let the state run again
    } else if (story->outermost != NULL && story->resumer == L) {
        // What a Lua function raises by itself is new.
        story->is_current = L->frame->kind != FRAME_LUA && goes_on(L);
    }
}

// ---- telling

Thread *story_of(const Thread *L, uint32_t *skipped)
{
    const Story *story = &L->runtime->story;
    if (!story->is_current || (story->resumer != L && !story->is_whole)) {
        return NULL;
    }
    *skipped = story->count > 2 * STORY_END ? story->count - 2 * STORY_END : 0;
    return story->outermost;
}

bool story_is_whole(const Runtime *rt)
{
    return rt->story.is_whole;
}
