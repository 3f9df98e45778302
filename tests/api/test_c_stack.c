// SPDX-License-Identifier: MIT
// test_c_stack.c: C functions that nest without end on small stacks, of threads and of the host's
// own making, end in an error.

#include <pthread.h>
#include <stdbool.h>
#include <ucontext.h>

#include "tests/api/harness.h"

#define SMALL_STACK ((size_t)256 << 10)

static int nested_call(lua_State *L)
{
    lua_pushcfunction(L, nested_call);
    lua_call(L, 0, 0);
    return 0;
}

static int nested_pcall(lua_State *L)
{
    lua_pushcfunction(L, nested_pcall);
    if (lua_pcall(L, 0, 0, 0) != LUA_OK) {
        return lua_error(L);
    }
    return 0;
}

static int nested_resume(lua_State *L)
{
    int count;
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(co, nested_resume);
    if (lua_resume(co, L, 0, &count) != LUA_OK) {
        lua_xmove(co, L, 1);
        return lua_error(L);
    }
    return 0;
}

static int nested_index(lua_State *L)
{
    lua_newtable(L);
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, nested_index);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_getfield(L, -1, "x");
    return 0;
}

static const lua_CFunction functions[] = {nested_call, nested_pcall, nested_resume, nested_index};
enum { FUNCTION_COUNT = sizeof functions / sizeof functions[0] };

// Returns how many of the functions ended as they should.
static int nest_in(lua_State *L)
{
    int right = 0;
    for (int i = 0; i < FUNCTION_COUNT; i++) {
        lua_pushcfunction(L, functions[i]);
        bool failed = lua_pcall(L, 0, 0, 0) == LUA_ERRRUN;
        right += failed && strstr(lua_tostring(L, -1), "C stack overflow") != NULL;
        lua_settop(L, 0);
    }
    return right;
}

static int nest(void)
{
    lua_State *L = luaL_newstate();
    int right = nest_in(L);
    lua_close(L);
    return right;
}

static void *run_thread(void *result)
{
    *(int *)result = nest();
    return NULL;
}

static void test_thread(void **state)
{
    int right = 0;
    pthread_t thread;
    pthread_attr_t attributes;
    (void)state;
    pthread_attr_init(&attributes);
    assert_int_equal(pthread_attr_setstacksize(&attributes, SMALL_STACK), 0);
    assert_int_equal(pthread_create(&thread, &attributes, run_thread, &right), 0);
    pthread_join(thread, NULL);
    pthread_attr_destroy(&attributes);
    assert_int_equal(right, FUNCTION_COUNT);
}

// ---- stacks that the host made

static ucontext_t here;
static int own_result;
static lua_State *own_state;

static void run_own_stack(void)
{
    own_result = own_state == NULL ? nest() : nest_in(own_state);
}

// Calls nest() or, if there is a state, nest_in() with it.
static int on_own_stack(lua_State *L)
{
    static ucontext_t context;
    own_state = L;
    own_result = 0;
    getcontext(&context);
    context.uc_stack.ss_sp = malloc(SMALL_STACK);
    context.uc_stack.ss_size = SMALL_STACK;
    context.uc_link = &here;
    makecontext(&context, run_own_stack, 0);
    swapcontext(&here, &context);
    free(context.uc_stack.ss_sp);
    return own_result;
}

static void test_own_stack(void **state)
{
    (void)state;
    assert_int_equal(on_own_stack(NULL), FUNCTION_COUNT);
}

static int change_stack(lua_State *L)
{
    lua_State *other = lua_newthread(L);
    int right = on_own_stack(other);
    lua_pushinteger(L, right);
    return 1;
}

// The host changes to another stack while a call is under way.
static void test_changed_stack(void **state)
{
    lua_State *L = *state;
    lua_pushcfunction(L, change_stack);
    lua_call(L, 0, 1);
    assert_lua_integer(L, -1, FUNCTION_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_thread),
#ifndef __SANITIZE_ADDRESS__ // does not know such stacks
        cmocka_unit_test(test_own_stack),
        API_TEST(test_changed_stack),
#endif
    };
    return cmocka_run_group_tests_name("c_stack", tests, NULL, NULL);
}
