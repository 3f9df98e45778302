// SPDX-License-Identifier: MIT
// lib_coroutine.c: the coroutine library (manual 6.2).
//
// resume, yield, close and the functions made by wrap are operations of the interpreter's loop
// (vm/exec/coroutine.c): they change who runs, without any C frame. What stands here for them
// reports wrong arguments.

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"
#include "vm/exec/coroutine.h"
#include "vm/exec/exec.h"
#include "vm/exec/native.h"
#include "vm/heap/closure.h"
#include "vm/heap/thread.h"

static lua_State *check_thread(lua_State *L)
{
    lua_State *thread = lua_tothread(L, 1);
    luaL_argexpected(L, thread != NULL, 1, "thread");
    return thread;
}

// Of resume and close, when their first argument is no thread.
static int report_no_thread(lua_State *L)
{
    check_thread(L);
    return 0;
}

// ---- making

// A new thread that will run the function at func[1]; anchored in func[0].
static void make_thread(Thread *L, Value *func)
{
    Thread *thread = thread_new(L);
    value_set_thread(func, thread);
    value_copy(thread->top, func + 1);
    thread->top++;
}

static int create_fast(Thread *L, Value *func, int nargs)
{
    if (nargs == 0 || !value_is_function(func + 1)) {
        return -1;
    }
    make_thread(L, func);
    return 1;
}

static int co_create(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_settop(L, 1);
    lua_pushnil(L);
    lua_insert(L, 1);
    make_thread(L, L->frame->base);
    lua_settop(L, 1);
    return 1;
}

// Of the functions that wrap makes: never run, the loop does it all.
static const NativeReg wrapped_function = {
    .name = "wrap", .kind = NATIVE_WRAP_CALL, .shows_upvalues = true};

static int co_wrap(lua_State *L)
{
    co_create(L);
    native_push(L, &wrapped_function, 1);
    return 1;
}

// As co_wrap, without a frame.
static int wrap_fast(Thread *L, Value *func, int nargs)
{
    if (create_fast(L, func, nargs) < 0) {
        return -1;
    }
    NativeClosure *closure = closure_new_native(L, 1);
    closure->header.extra = NATIVE_WRAP_CALL;
    closure->header.flags |= OBJECT_LIBRARY;
    closure->function = NULL;
    closure->resumable = coroutine_wrap_failed;
    closure->fast = NULL;
    exec_init_native(closure);
    value_copy(&closure->upvalues[0], func);
    value_set_object(func, closure, TAG_NATIVE_CLOSURE);
    return 1;
}

// ---- asking

enum CoroutineStatus { STATUS_SUSPENDED, STATUS_RUNNING, STATUS_NORMAL, STATUS_DEAD, STATUS_COUNT };
static const char *const status_names[] = {"suspended", "running", "normal", "dead"};

static enum CoroutineStatus status_of(Thread *L, const Thread *thread)
{
    if (thread->status == LUA_YIELD) {
        return STATUS_SUSPENDED;
    }
    if (thread->status != LUA_OK) {
        return STATUS_DEAD;
    }
    if (thread->running != THREAD_IDLE) {
        return thread == coroutine_current(L) ? STATUS_RUNNING : STATUS_NORMAL;
    }
    if (thread->frame != thread->frames) {
        return STATUS_NORMAL;
    }
    return thread->top > thread->frame->base ? STATUS_SUSPENDED : STATUS_DEAD;
}

// Upvalues: status_names.
static int co_status(lua_State *L)
{
    lua_pushvalue(L, lua_upvalueindex((int)status_of(L, check_thread(L)) + 1));
    return 1;
}

static int status_fast(Thread *L, Value *func, int nargs)
{
    if (nargs == 0 || func[1].tag != TAG_THREAD) {
        return -1;
    }
    enum CoroutineStatus status = status_of(L, value_thread(func + 1));
    value_copy(func, &value_native_closure(func)->upvalues[status]);
    return 1;
}

static int co_isyieldable(lua_State *L)
{
    lua_State *thread = lua_isnone(L, 1) ? L : check_thread(L);
    // What a coroutine's closing methods do is done by the one that closes it.
    lua_pushboolean(L, lua_isyieldable(thread == coroutine_current(L) ? L : thread));
    return 1;
}

static int co_running(lua_State *L)
{
    Thread *current = coroutine_current(L);
    int is_main = lua_pushthread(L) && current == L;
    value_set_thread(L->top - 1, current);
    lua_pushboolean(L, is_main);
    return 2;
}

static const NativeReg coroutine_functions[] = {
    {.name = "close", .function = report_no_thread, .kind = NATIVE_CLOSE},
    {.name = "create", .function = co_create, .fast = create_fast},
    {.name = "isyieldable", .function = co_isyieldable},
    {.name = "resume", .function = report_no_thread, .kind = NATIVE_RESUME},
    {.name = "running", .function = co_running},
    {.name = "wrap", .function = co_wrap, .fast = wrap_fast},
    {.name = "yield", .kind = NATIVE_YIELD},
    {.name = NULL},
};

static const NativeReg status_function = {
    .name = "status", .function = co_status, .fast = status_fast};

LUAMOD_API int luaopen_coroutine(lua_State *L)
{
    lua_createtable(L, 0, 8);
    native_setfuncs(L, coroutine_functions, 0);
    for (int i = 0; i < STATUS_COUNT; i++) {
        lua_pushstring(L, status_names[i]);
    }
    native_push(L, &status_function, STATUS_COUNT);
    lua_setfield(L, -2, status_function.name);
    return 1;
}
