// SPDX-License-Identifier: MIT
// test_stop.c: neap.h: stops, limits of instructions and time, tracebacks through coroutines.

#include "tests/api/harness.h"

#if __has_include("neap.h")

#include "neap.h"

// Runs [code], which does not end by itself, and checks why it was stopped and what the message
// contains.
static void check_stopped(lua_State *L, const char *code, int reason, const char *message)
{
    assert_int_equal(luaL_loadstring(L, code), LUA_OK);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    assert_int_equal(neap_stopreason(L), reason);
    assert_non_null(strstr(lua_tostring(L, -1), message));
    lua_pop(L, 1);
    neap_clearstop(L);
    run(L, "assert(1 + 1 == 2)");
}

static const char *const endless[] = {
    "while true do end",
    "while true do pcall(function () while true do end end) end",
    "local co = coroutine.wrap(function () while true do coroutine.yield() end end) while true do "
    "co() end",
    "string.find(('a'):rep(3000), ('a-'):rep(30) .. 'b')",
    "table.concat(setmetatable({}, {__index = rawlen}), '', 1, 1 << 60)",
    "string.gsub(('x'):rep(1 << 26), '.', string.upper)",
};

static void test_deadlines(void **state)
{
    lua_State *L = *state;
    for (size_t i = 0; i < sizeof endless / sizeof *endless; i++) {
        assert_true(neap_setdeadline(L, 0.02, i % 2 ? NEAP_CPU_TIME : NEAP_WALL_TIME));
        check_stopped(L, endless[i], NEAP_TIME_LIMIT, "time limit exceeded");
    }
    assert_true(neap_setdeadline(L, 0.01, NEAP_WALL_TIME)); // the later one counts
    assert_true(neap_setdeadline(L, 1000, NEAP_WALL_TIME));
    run(L, "local t = os.clock() while os.clock() - t < 0.05 do end");
    assert_int_equal(neap_stopreason(L), NEAP_RUNNING);
    assert_true(neap_setdeadline(L, 0, NEAP_WALL_TIME));
    assert_true(neap_setdeadline(L, 1e9, NEAP_CPU_TIME)); // lua_close ends it
}

static void test_instructions(void **state)
{
    lua_State *L = *state;
    for (size_t i = 0; i < sizeof endless / sizeof *endless; i++) {
        neap_setinstructionlimit(L, 100000);
        check_stopped(L, endless[i], NEAP_INSTRUCTION_LIMIT, "instruction limit exceeded");
    }
}

static const char *read_endless(lua_State *L, void *data, size_t *size)
{
    (void)L;
    *size = strlen(data);
    return data;
}

// Ends after the statement, with a stop.
static const char *read_and_stop(lua_State *L, void *data, size_t *size)
{
    const char **text = data;
    const char *piece = *text;
    *text = NULL;
    *size = piece != NULL ? strlen(piece) : 0;
    if (piece == NULL) {
        neap_stop(L);
    }
    return piece;
}

// Texts are left where they are: while they are read, as tokens, and after that.
static void test_loading(void **state)
{
    lua_State *L = *state;
    static const char *const pieces[] = {"x = x + 1\n", "-- comment", "f(", "\n", "x = {1, {"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        assert_true(neap_setdeadline(L, 0.02, NEAP_WALL_TIME));
        int status = lua_load(L, read_endless, (void *)pieces[i], "=endless", NULL);
        if (status != LUA_ERRSYNTAX) { // nested too deeply
            assert_int_equal(status, LUA_ERRRUN);
            assert_lua_string(L, -1, "stopped: time limit exceeded");
            assert_int_equal(neap_stopreason(L), NEAP_TIME_LIMIT);
        }
        neap_setdeadline(L, 0, NEAP_WALL_TIME);
        neap_clearstop(L);
        lua_settop(L, 0);
    }
    const char *text = "local x = 1";
    assert_int_equal(lua_load(L, read_and_stop, &text, "=text", NULL), LUA_ERRRUN);
    assert_lua_string(L, -1, "interrupted!");
    neap_clearstop(L);
    lua_settop(L, 0);
    lua_getglobal(L, "load"); // what interrupts the program is no result of load
    lua_pushliteral(L, "x = 1");
    neap_interrupt(L);
    assert_int_equal(lua_pcall(L, 1, LUA_MULTRET, 0), LUA_ERRRUN);
    assert_lua_string(L, -1, "interrupted!");
}

static void stop_now(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    lua_sethook(L, NULL, 0, 0);
    neap_stop(L);
}

// A stop is told with all threads that it has unwound.
static void test_stop(void **state)
{
    lua_State *L = *state;
    lua_sethook(L, stop_now, LUA_MASKCOUNT, 100);
    assert_true(luaL_dostring(L, "local function loop() while true do end end\n"
                                 "local co = coroutine.wrap(function () loop() end)\n"
                                 "co()"));
    assert_int_equal(neap_stopreason(L), NEAP_STOPPED);
    neap_traceback(L, L, lua_tostring(L, -1), 0);
    const char *text = lua_tostring(L, -1);
    assert_non_null(strstr(text, ":1: interrupted!\nstack traceback:\n"));
    assert_non_null(strstr(text, "in upvalue 'loop'"));
    assert_non_null(strstr(text,
                           "(...coroutine resumed at [string \"local function loop() while true do "
                           "end end...\"]:3...)"));
    assert_non_null(strstr(text, "in main chunk"));
    neap_clearstop(L);
    lua_settop(L, 0);
}

// Errors that leave a thread resumed by the host, and a call of the host without message handler.
static int tell_story(lua_State *L)
{
    neap_traceback(L, L, lua_tostring(L, 1), 1);
    return 1;
}

// Errors after a stop that nobody told are told by themselves.
static void test_error_after_stop(void **state)
{
    lua_State *L = *state;
    lua_sethook(L, stop_now, LUA_MASKCOUNT, 100);
    assert_true(luaL_dostring(L, "local function loop() while true do end end\n"
                                 "coroutine.wrap(loop)()"));
    neap_clearstop(L);
    lua_pushcfunction(L, tell_story);
    assert_int_equal(luaL_loadstring(L, "error('later')"), LUA_OK);
    assert_int_equal(lua_pcall(L, 0, 0, -2), LUA_ERRRUN);
    const char *text = lua_tostring(L, -1);
    assert_non_null(strstr(text, "later\nstack traceback:\n\t[C]: in function 'error'"));
    assert_null(strstr(text, "coroutine resumed"));
}

static void test_tracebacks(void **state)
{
    lua_State *L = *state;
    int count;
    run(L, "function outer() local inner = coroutine.wrap(function () error('boom') end)\n inner() "
           "end");
    lua_State *co = lua_newthread(L);
    lua_getglobal(co, "outer");
    assert_int_equal(lua_resume(co, L, 0, &count), LUA_ERRRUN);
    lua_State *dead = neap_errorthread(co);
    assert_ptr_not_equal(dead, co);
    lua_Debug ar;
    assert_int_equal(lua_getstack(dead, 1, &ar), 1);
    lua_getinfo(dead, "l", &ar);
    assert_int_equal(ar.currentline, 1);
    neap_traceback(L, co, NULL, 0);
    const char *text = lua_tostring(L, -1);
    const char *first = strstr(text, "stack traceback:\n\t[C]: in function 'error'");
    assert_ptr_equal(first, text);
    assert_non_null(strstr(text, "\n\t(...coroutine resumed at"));
    assert_non_null(strstr(text, "in function <[string"));
    assert_ptr_equal(neap_errorthread(co), co); // told once
    neap_traceback(L, co, NULL, 0);
    luaL_traceback(L, co, NULL, 0);
    assert_true(lua_rawequal(L, -1, -2));

    lua_getglobal(L, "outer");
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    neap_traceback(L, L, lua_tostring(L, -1), 0);
    assert_non_null(
        strstr(lua_tostring(L, -1), "boom\nstack traceback:\n\t[C]: in function 'error'"));
    lua_settop(L, 0);

    run(L, "local ok, e = pcall(outer) assert(not ok)"); // caught: nothing to tell
    neap_traceback(L, L, NULL, 0);
    luaL_traceback(L, L, NULL, 0);
    assert_true(lua_rawequal(L, -1, -2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        API_TEST(test_deadlines), API_TEST(test_instructions),     API_TEST(test_stop),
        API_TEST(test_loading),   API_TEST(test_error_after_stop), API_TEST(test_tracebacks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int main(void)
{
    return 0;
}

#endif
