// SPDX-License-Identifier: MIT
// misuse.c: wrong uses of the API stop the program with a sentence, in builds with NEAP_DEBUG.
//
// Each case runs in a child process, which has to be aborted after it has said why. Usage: misuse;
// ends with 'N passed, M failed'. Built against the debug library by scripts/test_api.

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"

// ---- the stack

static void pop_too_much(lua_State *L)
{
    lua_pop(L, 4);
}

static void set_top_below_frame(lua_State *L)
{
    lua_settop(L, -5);
}

static void index_zero(lua_State *L)
{
    lua_type(L, 0);
}

static void index_below_frame(lua_State *L)
{
    lua_tointeger(L, -4);
}

static void upvalue_too_far(lua_State *L)
{
    lua_type(L, lua_upvalueindex(300));
}

static void copy_to_nowhere(lua_State *L)
{
    lua_copy(L, 1, 9);
}

static void rotate_too_far(lua_State *L)
{
    lua_rotate(L, 2, 5);
}

static void rotate_registry(lua_State *L)
{
    lua_rotate(L, LUA_REGISTRYINDEX, 1);
}

static void check_negative_stack(lua_State *L)
{
    lua_checkstack(L, -1);
}

static void move_more_than_there_is(lua_State *L)
{
    lua_xmove(L, lua_newthread(L), 9);
}

static void move_between_states(lua_State *L)
{
    lua_xmove(L, luaL_newstate(), 1);
}

static void unknown_type(lua_State *L)
{
    lua_typename(L, 77);
}

// ---- calls

static void call_without_arguments(lua_State *L)
{
    lua_call(L, 7, 0);
}

static void too_many_results(lua_State *L)
{
    lua_pushnil(L);
    lua_pcall(L, 0, -2, 0);
}

static void error_without_object(lua_State *L)
{
    lua_settop(L, 0);
    lua_error(L);
}

static void yield_more_than_there_is(lua_State *L)
{
    lua_yield(L, 8);
}

static void yield_of_another(lua_State *L)
{
    lua_yield(lua_newthread(L), 0);
}

static void resume_without_arguments(lua_State *L)
{
    int count;
    lua_resume(lua_newthread(L), L, 3, &count);
}

static void call_on_dead_thread(lua_State *L)
{
    int count;
    lua_State *co = lua_newthread(L);
    luaL_loadstring(co, "error('x')");
    lua_resume(co, L, 0, &count);
    lua_pushcfunction(co, luaopen_base);
    lua_pcall(co, 0, 0, 0);
}

static void too_many_upvalues(lua_State *L)
{
    lua_checkstack(L, 300);
    for (int i = 0; i < 256; i++) {
        lua_pushnil(L);
    }
    lua_pushcclosure(L, luaopen_base, 256);
}

// ---- values of the wrong kind

static void raw_access_to_number(lua_State *L)
{
    lua_rawgeti(L, 1, 1);
}

static void next_of_number(lua_State *L)
{
    lua_next(L, 1);
}

static void user_value_of_number(lua_State *L)
{
    lua_getiuservalue(L, 1, 1);
}

static void too_many_user_values(lua_State *L)
{
    lua_newuserdatauv(L, 1, 70000);
}

static void number_as_metatable(lua_State *L)
{
    lua_setmetatable(L, 1);
}

static void set_without_value(lua_State *L)
{
    lua_settop(L, 1);
    lua_rawset(L, LUA_REGISTRYINDEX);
}

static void unknown_operator(lua_State *L)
{
    lua_arith(L, 40);
}

static void unknown_comparison(lua_State *L)
{
    lua_compare(L, 1, 2, 9);
}

static void information_on_number(lua_State *L)
{
    lua_Debug ar;
    lua_getinfo(L, ">S", &ar);
}

static void join_numbers(lua_State *L)
{
    lua_upvaluejoin(L, 1, 1, 2, 1);
}

static void join_missing_upvalue(lua_State *L)
{
    luaL_loadstring(L, "");
    lua_upvaluejoin(L, -1, 2, -1, 1);
}

// ---- variables to be closed, buffers

static void push_closable(lua_State *L)
{
    lua_newtable(L);
    lua_newtable(L);
    lua_pushcfunction(L, luaopen_base);
    lua_setfield(L, -2, "__close");
    lua_setmetatable(L, -2);
}

static void close_in_wrong_order(lua_State *L)
{
    push_closable(L);
    push_closable(L);
    lua_toclose(L, -1);
    lua_toclose(L, -2);
}

static void close_unmarked_slot(lua_State *L)
{
    lua_closeslot(L, 1);
}

static void buffer_not_on_top(lua_State *L)
{
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    lua_pushnil(L);
    luaL_pushresult(&b);
}

static void large_buffer_not_on_top(lua_State *L)
{
    luaL_Buffer b;
    luaL_buffinitsize(L, &b, 10000);
    luaL_addsize(&b, 10000);
    lua_pushnil(L);
    luaL_prepbuffsize(&b, 10000);
}

typedef struct Case {
    void (*run)(lua_State *L);
    const char *sentence;
} Case;

static const Case cases[] = {
    {pop_too_much, "lua_settop: more values are popped than there are"},
    {set_top_below_frame, "lua_settop: more values are popped than there are"},
    {index_zero, "the index is below the frame"},
    {index_below_frame, "the index is below the frame"},
    {upvalue_too_far, "the upvalue index is too large"},
    {copy_to_nowhere, "lua_copy: the index names no value"},
    {rotate_too_far, "lua_rotate: the rotation is longer than the part of the stack"},
    {rotate_registry, "a pseudo-index is not allowed here"},
    {check_negative_stack, "lua_checkstack: the number of slots is negative"},
    {move_more_than_there_is, "lua_xmove: there are fewer values on the stack than needed"},
    {move_between_states, "lua_xmove: the two threads belong to different states"},
    {unknown_type, "lua_typename: there is no type with this number"},
    {call_without_arguments, "lua_callk: there are fewer values on the stack than needed"},
    {too_many_results, "lua_pcallk: there cannot be so many results"},
    {error_without_object, "lua_error: there are fewer values on the stack than needed"},
    {yield_more_than_there_is, "lua_yieldk: there are fewer values on the stack than needed"},
    {yield_of_another, "lua_yieldk: only the thread that runs can yield"},
    {resume_without_arguments, "lua_resume: there are fewer values on the stack than needed"},
    {call_on_dead_thread, "lua_pcallk: the thread ended with an error and was not closed"},
    {too_many_upvalues, "lua_pushcclosure: a function cannot have so many upvalues"},
    {raw_access_to_number, "the value is no table"},
    {next_of_number, "the value is no table"},
    {user_value_of_number, "lua_getiuservalue: the value is no full userdata"},
    {too_many_user_values, "lua_newuserdatauv: there cannot be so many user values"},
    {number_as_metatable, "lua_setmetatable: the metatable is neither a table nor nil"},
    {set_without_value, "lua_rawset: there are fewer values on the stack than needed"},
    {unknown_operator, "lua_arith: there is no operator with this number"},
    {unknown_comparison, "lua_compare: there is no comparison with this number"},
    {information_on_number, "lua_getinfo: there is no function on top"},
    {join_numbers, "lua_upvaluejoin: both must be Lua functions"},
    {join_missing_upvalue, "lua_upvaluejoin: the function has no such upvalue"},
    {close_in_wrong_order, "lua_toclose: a slot above is marked to be closed already"},
    {close_unmarked_slot, "lua_closeslot: the slot is not the last one marked to be closed"},
    {buffer_not_on_top, "the slot of the buffer is not on top"},
    {large_buffer_not_on_top, "the slot of the buffer is not on top"},
};

static const Case *current;

// Runs the case with two numbers on the stack.
static int run_case(lua_State *L)
{
    lua_pushinteger(L, 1);
    lua_pushinteger(L, 2);
    current->run(L);
    return 0;
}

static void run_child(int output)
{
    static const struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    dup2(output, STDERR_FILENO);
    lua_State *L = luaL_newstate();
    lua_pushcfunction(L, run_case);
    lua_pcall(L, 0, 0, 0);
    _exit(0);
}

// What the child wrote, and how it ended.
static int run_apart(char *text, size_t size)
{
    int ends[2];
    if (pipe(ends) != 0) {
        abort();
    }
    pid_t child = fork();
    if (child == 0) {
        run_child(ends[1]);
    }
    close(ends[1]);
    size_t length = 0;
    ssize_t count;
    while ((count = read(ends[0], text + length, size - 1 - length)) > 0) {
        length += (size_t)count;
    }
    text[length] = '\0';
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

int main(void)
{
    size_t count = sizeof cases / sizeof cases[0];
    int failed = 0;
    for (size_t i = 0; i < count; i++) {
        char text[4096];
        current = &cases[i];
        int status = run_apart(text, sizeof text);
        if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGABRT ||
            strstr(text, current->sentence) == NULL) {
            printf("misuse: expected '%s', status %d: %s\n", current->sentence, status, text);
            failed++;
        }
    }
    printf("%d passed, %d failed\n", (int)count - failed, failed);
    return failed != 0;
}
