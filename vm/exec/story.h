// SPDX-License-Identifier: MIT
// story.h: through which coroutines an error came, so that a traceback can tell the whole of it.
//
// A coroutine that dies of an error keeps its frames. The ones that an error came through are
// linked by Thread.resumer, each to the one it had resumed before (the inner one), and
// runtime->story is the last that died: it is not kept alive by that. A function made by
// coroutine.wrap closes its coroutine when that fails, and scripts may do so by coroutine.close;
// then a thread with copies of the frames (the functions alone, no variables) takes its place.
// Copies are kept alive, so there are none when the script itself will catch the error.
//
// The value of the error connects the coroutines: resume returns it, and what is raised afterwards,
// with or without a position in front, is the same error. Of long stories the middle is dropped.

#ifndef NEAP_VM_EXEC_STORY_H
#define NEAP_VM_EXEC_STORY_H

#include "vm/heap/runtime.h"

// [L] has just died of the error object on its top; [resumer] had resumed it. May not allocate.
void story_add(Thread *L, Thread *resumer);

// An error is being raised in [L], its object on top: is it that of the story? A stop begins a
// story of its own: all threads that run and wait. May collect.
void story_error_raised(Thread *L);

// [target], a dead coroutine, is about to be closed by [L]. May collect.
void story_closes(Thread *L, Thread *target);

void story_forget(Runtime *rt);

// [L] is about to run. If it has died before, was closed and is used anew, its story would lose the
// parts behind it: it is forgotten.
static inline void story_revives(Thread *L)
{
    if (UNLIKELY(L->resumer != NULL)) {
        story_forget(L->runtime);
        L->resumer = NULL;
    }
}

// Of long stories so many parts are kept at each end.
#define STORY_END 11

// The outermost thread of the story of the error that was last raised in [L], or NULL; the inner
// ones follow through story_inner. *skipped: how many are missing after the STORY_ENDth.
Thread *story_of(const Thread *L, uint32_t *skipped);
// The story is that of a stop, which has unwound all threads: they are all in it.
bool story_is_whole(const Runtime *rt);
static inline Thread *story_inner(const Thread *part)
{
    return part->resumer;
}

// Where [part] of a story was resumed; NULL: unknown. *pc is the offset of the instruction.
const Proto *story_place(const Thread *part, uint32_t *pc);

#endif
