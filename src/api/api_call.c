// SPDX-License-Identifier: MIT
// api_call.c: the C API: calls, protected calls, coroutines, errors.

#include "src/api/api.h"
#include "vm/exec/error.h"
#include "vm/heap/throw.h"

// Stores the continuation in the running C frame. True if a yield inside the call may use it.
static bool set_continuation(lua_State *L, lua_KFunction k, lua_KContext ctx)
{
    if (k == NULL || L->frame->kind != FRAME_C || L->frame->flags & FRAME_HOOKED ||
        !exec_is_yieldable(L)) {
        return false;
    }
    L->frame->continuation = k;
    L->frame->context = ctx;
    return true;
}

#define CHECK_ALIVE(L) \
    API_CHECK((L)->status <= LUA_YIELD, "the thread ended with an error and was not closed")
#define CHECK_RESULTS(nresults) \
    API_CHECK((nresults) >= LUA_MULTRET && (nresults) < LUAI_MAXSTACK, \
              "there cannot be so many results")

LUA_API void lua_callk(lua_State *L, int nargs, int nresults, lua_KContext ctx, lua_KFunction k)
{
    API_CHECK_COUNT(L, nargs + 1);
    CHECK_RESULTS(nresults);
    CHECK_ALIVE(L);
    bool yieldable = set_continuation(L, k, ctx);
    exec_call(L, L->top - (nargs + 1), nresults, yieldable);
}

LUA_API int lua_pcallk(lua_State *L, int nargs, int nresults, int errfunc, lua_KContext ctx,
                       lua_KFunction k)
{
    API_CHECK_COUNT(L, nargs + 1);
    CHECK_RESULTS(nresults);
    CHECK_ALIVE(L);
    ptrdiff_t handler = 0;
    if (errfunc != 0) {
        handler = thread_save(L, api_stack_slot(L, errfunc));
    }
    bool yieldable = set_continuation(L, k, ctx);
    ptrdiff_t function = thread_save(L, L->top - (nargs + 1));
    return exec_pcall(L, function, nresults, handler, yieldable);
}

LUA_API int lua_resume(lua_State *L, lua_State *from, int narg, int *nres)
{
    (void)from; // who runs is known
    API_CHECK_COUNT(L, narg);
    return exec_resume(L, narg, nres);
}

LUA_API int lua_yieldk(lua_State *L, int nresults, lua_KContext ctx, lua_KFunction k)
{
    API_CHECK_COUNT(L, nresults);
    API_CHECK(L == L->runtime->running, "only the thread that runs can yield");
    return exec_yield(L, nresults, k, ctx);
}

LUA_API int lua_isyieldable(lua_State *L)
{
    return exec_is_yieldable(L);
}

LUA_API int lua_status(lua_State *L)
{
    return exec_thread_status(L);
}

// A host may get here with an empty stack (after popping too much): the error object is nil then.
LUA_API int lua_error(lua_State *L)
{
    API_CHECK_COUNT(L, 1);
    if (L->top <= L->frame->base) {
        lua_pushnil(L);
    }
    const Value *error = L->top - 1;
    if (value_is_string(error) && value_string(error) == L->runtime->memory_message) {
        throw_memory(L);
    }
    throw_status(L, LUA_ERRRUN);
}
