// SPDX-License-Identifier: MIT
// neap_limits.c: neap.h: limits whose stop no script can catch, and samples of all coroutines.
//
// The stop itself is in vm/heap/throw.c (runtime_stop), vm/exec/hook.c (how it arrives in the loop)
// and vm/exec/error.c (why nothing catches it).

#include "neap.h"
#include "src/api/api.h"
#include "vm/exec/hook.h"

_Static_assert((int)NEAP_STOPPED == STOP_HOST && (int)NEAP_MEMORY_LIMIT == STOP_MEMORY &&
                   (int)NEAP_INSTRUCTION_LIMIT == STOP_INSTRUCTIONS &&
                   (int)NEAP_TIME_LIMIT == STOP_TIME,
               "reasons have the same numbers inside");

NEAP_API void neap_stop(lua_State *L)
{
    runtime_stop(L->runtime, STOP_HOST);
}

NEAP_API void neap_interrupt(lua_State *L)
{
    runtime_interrupt(L->runtime, INTERRUPT_RAISE);
}

NEAP_API void neap_setmemorylimit(lua_State *L, size_t bytes)
{
    L->runtime->memory_limit = bytes;
}

NEAP_API void neap_setinstructionlimit(lua_State *L, unsigned long long count)
{
    L->runtime->budget = count;
    hook_watch(L->runtime);
}

NEAP_API int neap_stopreason(lua_State *L)
{
    return atomic_load(&L->runtime->stop);
}

NEAP_API void neap_clearstop(lua_State *L)
{
    Runtime *rt = L->runtime;
    atomic_fetch_and(&rt->interrupt, ~INTERRUPT_STOP);
    atomic_store(&rt->stop, STOP_NONE);
    hook_watch(rt);
}

NEAP_API void neap_setsampler(lua_State *L, neap_Sampler sampler, void *data, int interval)
{
    Runtime *rt = L->runtime;
    rt->sampler = interval > 0 ? sampler : NULL;
    rt->sampler_data = data;
    rt->sample_interval = interval;
    rt->sample_countdown = interval;
    hook_watch(rt);
}

NEAP_API lua_State *neap_resumer(lua_State *L)
{
    return L->resumer;
}
