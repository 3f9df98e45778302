// SPDX-License-Identifier: MIT
// api_state.c: the C API: opening and closing states and threads, the collector, warnings,
// allocators.

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "neap.h"
#include "src/api/api.h"
#include "vm/exec/interp.h"
#include "vm/heap/state.h"
#include "vm/heap/throw.h"

// What tools look for in binaries to learn which Lua they contain.
const char lua_ident[] = "$LuaVersion: Lua 5.4 (neap) $";

#ifdef NEAP_DEBUG
void api_misuse(const char *function, const char *sentence)
{
    fprintf(stderr, "%s: %s\n", function, sentence);
    abort();
}
#endif

// ---- states

// Differs between runs, processes and states: addresses (randomised by the system) and the time.
static uint64_t random_seed(const void *data)
{
    int local = 0;
    uint64_t seed = (uint64_t)time(NULL);
    const uint64_t parts[] = {(uint64_t)(uintptr_t)&local, (uint64_t)(uintptr_t)data,
                              (uint64_t)(uintptr_t)&lua_newstate, (uint64_t)clock()};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        seed = (seed ^ parts[i]) * UINT64_C(0x9e3779b97f4a7c15);
        seed ^= seed >> 29;
    }
    return seed;
}

LUA_API lua_State *lua_newstate(lua_Alloc f, void *ud)
{
    Thread *main_thread = state_open(f, ud, random_seed(ud));
    if (main_thread != NULL) {
        interp_init(main_thread->runtime);
    }
    return main_thread;
}

// Pending variables of the main thread are closed, then every finalizer runs; objects that get a
// finalizer meanwhile are freed without it.
LUA_API void lua_close(lua_State *L)
{
    Thread *main_thread = L->runtime->main_thread;
    Runtime *rt = main_thread->runtime;
    neap_setdeadline(main_thread, 0, NEAP_WALL_TIME);
    rt->running = main_thread; // a coroutine that closes its state does not come back
    exec_close_thread(main_thread);
    main_thread->top = main_thread->frame->base;
    gc_queue_all_finalizers(main_thread);
    rt->closing = 1;
    exec_run_finalizers(main_thread);
    state_free(main_thread);
}

LUA_API lua_State *lua_newthread(lua_State *L)
{
    api_reserve(L);
    Thread *thread = thread_new(L);
    value_set_thread(L->top, thread);
    L->top++;
    api_share_thread(L, thread);
    api_gc_check(L);
    return thread;
}

LUA_API int lua_closethread(lua_State *L, lua_State *from)
{
    (void)from; // who runs is known
    return exec_close_thread(L);
}

LUA_API int lua_resetthread(lua_State *L)
{
    return exec_close_thread(L);
}

LUA_API lua_CFunction lua_atpanic(lua_State *L, lua_CFunction panicf)
{
    lua_CFunction old = L->runtime->panic;
    L->runtime->panic = panicf;
    return old;
}

LUA_API lua_Number lua_version(lua_State *L)
{
    (void)L;
    return LUA_VERSION_NUM;
}

// The number is a historical one: C calls are limited by the bytes of C stack.
LUA_API int lua_setcstacklimit(lua_State *L, unsigned int limit)
{
    (void)L;
    (void)limit;
    return 200;
}

// ---- memory

LUA_API lua_Alloc lua_getallocf(lua_State *L, void **ud)
{
    if (ud != NULL) {
        *ud = L->runtime->alloc_data;
    }
    return L->runtime->alloc;
}

LUA_API void lua_setallocf(lua_State *L, lua_Alloc f, void *ud)
{
    L->runtime->alloc = f;
    L->runtime->alloc_data = ud;
}

LUA_API int lua_gc(lua_State *L, int what, ...)
{
    int arguments[3] = {0, 0, 0};
    int count = 0;
    switch (what) {
    case LUA_GCSTEP:
    case LUA_GCSETPAUSE:
    case LUA_GCSETSTEPMUL:
        count = 1;
        break;
    case LUA_GCGEN:
        count = 2;
        break;
    case LUA_GCINC:
        count = 3;
        break;
    default:
        break;
    }
    va_list list;
    va_start(list, what);
    for (int i = 0; i < count; i++) {
        arguments[i] = va_arg(list, int);
    }
    va_end(list);
    if (L->runtime->closing || L->runtime->in_finalizer) {
        return -1; // the collector is not to be touched from inside of a finalizer
    }
    int result = gc_control(L, what, arguments[0], arguments[1], arguments[2]);
    if (gc_has_finalizers(L->runtime)) {
        exec_run_finalizers(L);
    }
    return result;
}

// ---- warnings

LUA_API void lua_setwarnf(lua_State *L, lua_WarnFunction f, void *ud)
{
    L->runtime->warn = f;
    L->runtime->warn_data = ud;
}

LUA_API void lua_warning(lua_State *L, const char *msg, int tocont)
{
    exec_warning(L, msg, tocont != 0);
}
