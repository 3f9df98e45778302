// SPDX-License-Identifier: MIT
// test_hosts.c: what programs in the field do beyond the manual and what has to keep working:
// pushes without room, indices above the frame, calls on suspended threads, hooks set from signal
// handlers and other threads, allocators of their own, states that only look alike, finalizers at
// the end.

#include "tests/api/harness.h"

#include <pthread.h>
#include <signal.h>
#include <sys/time.h>

// ---- more than LUA_MINSTACK values without lua_checkstack

// As a module does that fills its table with everything at once: 24 slots above its arguments, in
// every way of pushing.
static int open_wide_module(lua_State *L)
{
    lua_pushliteral(L, "one");
    lua_newtable(L);
    for (int i = 0; i < 18; i++) {
        lua_pushinteger(L, i);
    }
    lua_pushcfunction(L, open_wide_module);
    lua_newuserdatauv(L, 16, 1);
    luaL_newmetatable(L, "wide");
    lua_getfield(L, -1, "__name");
    lua_pushfstring(L, "%s-%d", lua_tostring(L, -1), lua_gettop(L));
    lua_pushvalue(L, 3);
    lua_setfield(L, 2, "first");
    return 1;
}

static void test_wide_frame(void **state)
{
    lua_State *L = *state;
    lua_pushcfunction(L, open_wide_module);
    lua_call(L, 0, 1);
    assert_lua_string(L, 1, "wide-24");
    run(L, "return 1"); // values stay on the base level, as a host that forgets them leaves them
    for (int i = 0; i < 35; i++) {
        lua_pushfstring(L, "value %d", i);
    }
    assert_int_equal(
        luaL_dostring(
            L,
            "local function f(n) if n > 0 then return 1 + f(n - 1) end return 0 end return f(100)"),
        LUA_OK);
    assert_lua_integer(L, -1, 100);
    assert_lua_string(L, -2, "value 34");
}

// ---- indices above the frame

static int use_high_index(lua_State *L)
{
    assert_int_equal(lua_type(L, 30), LUA_TNONE);
    assert_true(lua_isnone(L, 31));
    assert_null(lua_tostring(L, 31));
    assert_null(lua_touserdata(L, 25));
    assert_int_equal(lua_tointeger(L, 40), 0);
    assert_int_equal(luaL_optinteger(L, 33, 5), 5);
    return 0;
}

static void test_high_index(void **state)
{
    lua_State *L = *state;
    lua_pushcfunction(L, use_high_index);
    lua_call(L, 0, 0);
    for (int i = 0; i < 30; i++) {
        lua_pushnil(L);
    }
    assert_int_equal(luaL_loadfile(L, "/nowhere/at/all.lua"), LUA_ERRFILE); // looks at index 31
    assert_int_equal(lua_gettop(L), 31);
}

// ---- calls on a suspended thread

// A plugin converts values by calls on the thread that it has resumed: thousands of times, in
// between protected calls that fail, new threads, errors, and collections.
static void test_much_work_on_suspended(void **state)
{
    lua_State *L = *state;
    int count;
    run(L, "function generate()\n"
           "  local kept = {}\n"
           "  for i = 1, 300 do kept[i] = tostring(i) coroutine.yield(kept[i], i) end\n"
           "  return table.concat(kept)\n"
           "end\n"
           "function convert(s, i) if i % 7 == 0 then error('seven', 0) end return {s, i} end");
    lua_State *co = lua_newthread(L);
    lua_getglobal(co, "generate");
    int status;
    int failures = 0;
    while ((status = lua_resume(co, L, 0, &count)) == LUA_YIELD) {
        assert_int_equal(count, 2);
        int top = lua_gettop(co);
        lua_getglobal(co, "convert");
        lua_pushvalue(co, -3);
        lua_pushvalue(co, -3);
        if (lua_pcall(co, 2, 1, 0) != LUA_OK) {
            assert_lua_string(co, -1, "seven");
            failures++;
        } else {
            lua_rawgeti(co, -1, 1);
            assert_true(lua_rawequal(co, -1, top - 1));
            lua_pop(co, 1);
        }
        assert_int_equal(lua_status(co), LUA_YIELD);
        assert_int_equal(lua_gettop(co), top + 1);
        run(co, "return (function(...) return select('#', ...) end)(1, 2, 3)");
        assert_lua_integer(co, -1, 3);
        if (failures % 10 == 0) {
            lua_gc(co, LUA_GCCOLLECT);
        }
        lua_settop(co, top - count);
    }
    assert_int_equal(status, LUA_OK);
    assert_int_equal(failures, 42);
    assert_int_equal(lua_rawlen(co, -1), 9 + 180 + 603);
}

// ---- scratch threads

static int sum_on_scratch(lua_State *L)
{
    lua_State *scratch = lua_newthread(L);
    int reference = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_xmove(L, scratch, lua_gettop(L));
    int count = lua_gettop(scratch);
    lua_newtable(scratch);
    lua_insert(scratch, 1);
    for (int i = count; i >= 1; i--) {
        lua_rawseti(scratch, 1, i);
    }
    lua_gc(L, LUA_GCCOLLECT);
    assert_int_equal(lua_rawlen(scratch, 1), count);
    luaL_loadstring(scratch, "local t, s = ..., 0 for _, v in ipairs(t) do s = s + v end return s");
    lua_insert(scratch, 1);
    lua_call(scratch, 1, 1);
    lua_xmove(scratch, L, 1);
    luaL_unref(L, LUA_REGISTRYINDEX, reference);
    return 1;
}

// Never resumed, only used as a second stack; also from inside of a coroutine.
static void test_scratch_stacks(void **state)
{
    lua_State *L = *state;
    lua_register(L, "sum", sum_on_scratch);
    run(L, "assert(sum(1, 2, 3) == 6)\n"
           "local co = coroutine.wrap(function(...) coroutine.yield(sum(...)) return sum() end)\n"
           "assert(co(10, 20) == 30 and co() == 0)");
}

static int fail_on_scratch(lua_State *L)
{
    lua_pushinteger(L, 77);
    lua_State *scratch = lua_newthread(L);
    lua_pushinteger(scratch, 1);
    lua_pushnil(scratch);
    switch (lua_tointeger(L, 1)) {
    case 1:
        return luaL_error(scratch, "error %d", 5);
    case 2:
        luaL_checkinteger(scratch, 9);
        return 0;
    case 3:
        lua_getfield(scratch, 2, "field");
        return 0;
    default:
        luaL_loadstring(scratch, "error('called')");
        lua_call(scratch, 0, 0);
        return 0;
    }
}

static int keep_message(lua_State *L)
{
    (void)L;
    return 1;
}

// An error on another thread than the one that runs is an error of the one that runs.
static void test_errors_on_scratch(void **state)
{
    lua_State *L = *state;
    static const char *const messages[] = {
        "error 5", "bad argument #9 (number expected, got no value)",
        "attempt to index a nil value", "[string \"error('called')\"]:1: called"};
    lua_register(L, "fail", fail_on_scratch);
    for (int i = 1; i <= 4; i++) {
        for (int handler = 0; handler <= 1; handler++) {
            lua_pushcfunction(L, keep_message);
            lua_pushcfunction(L, fail_on_scratch);
            lua_pushinteger(L, i);
            assert_int_equal(lua_pcall(L, 1, 0, handler), LUA_ERRRUN);
            assert_lua_string(L, -1, messages[i - 1]);
            assert_int_equal(lua_gettop(L), 2);
            lua_settop(L, 0);
        }
        lua_pushinteger(L, i);
        lua_setglobal(L, "number");
        run(L, "local ok, text = pcall(fail, number) assert(not ok) return text");
        assert_lua_string(L, -1, messages[i - 1]);
        lua_settop(L, 0);
    }
}

// The L of a C function is the thread that runs; the main thread's stays the same.
static int tell_state(lua_State *L)
{
    lua_pushlightuserdata(L, L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD);
    lua_pushlightuserdata(L, lua_tothread(L, -1));
    lua_remove(L, -2);
    return 2;
}

static void test_which_state(void **state)
{
    lua_State *L = *state;
    lua_register(L, "state", tell_state);
    run(L, "local here, main = state()\n"
           "assert(here == main)\n"
           "local there, main2 = coroutine.wrap(state)()\n"
           "assert(there ~= main and main2 == main)\n"
           "return here");
    assert_ptr_equal(lua_touserdata(L, -1), L);
}

// ---- hooks set while the state runs

static lua_State *interrupted;

static void stop_now(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    lua_sethook(L, NULL, 0, 0);
    luaL_error(L, "stopped");
}

static void set_hook(int number)
{
    (void)number;
    lua_sethook(interrupted, stop_now, LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT,
                1);
}

static void expect_stopped(lua_State *L)
{
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    assert_non_null(strstr(lua_tostring(L, -1), "stopped"));
    assert_null(lua_gethook(L));
    lua_settop(L, 0);
}

static const char *const endless[] = {"while true do end",
                                      "local t = {} for i = 1, math.huge do t[1] = i end",
                                      "repeat local s = ('x'):rep(10) until #s == 1",
                                      "local function f() return f() end f()",
                                      "goto a ::a:: ::b:: goto b",
                                      "for _ in function() return 1 end do end"};

// Ctrl-C in programs of all kinds.
static void test_hook_from_signal(void **state)
{
    lua_State *L = *state;
    interrupted = L;
    struct sigaction action = {.sa_handler = set_hook};
    struct sigaction old;
    sigaction(SIGALRM, &action, &old);
    for (size_t i = 0; i < sizeof endless / sizeof endless[0]; i++) {
        assert_int_equal(luaL_loadstring(L, endless[i]), LUA_OK);
        struct itimerval timer = {.it_value = {.tv_usec = 20000}};
        setitimer(ITIMER_REAL, &timer, NULL);
        expect_stopped(L);
    }
    sigaction(SIGALRM, &old, NULL);
}

static void *set_hook_later(void *data)
{
    (void)data;
    struct timespec pause = {.tv_nsec = 20000000};
    nanosleep(&pause, NULL);
    set_hook(0);
    return NULL;
}

static void test_hook_from_thread(void **state)
{
    lua_State *L = *state;
    interrupted = L;
    for (size_t i = 0; i < sizeof endless / sizeof endless[0]; i++) {
        pthread_t thread;
        assert_int_equal(luaL_loadstring(L, endless[i]), LUA_OK);
        assert_int_equal(pthread_create(&thread, NULL, set_hook_later, NULL), 0);
        expect_stopped(L);
        pthread_join(thread, NULL);
    }
}

// ---- states in threads

// A function dumped in one state does its work in others, each in a thread of its own, with
// libraries.
typedef struct Job {
    char *code; // 8192 bytes, of which [size] are in use
    size_t size;
    lua_Integer result;
} Job;

static void *do_job(void *data)
{
    Job *job = data;
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    if (luaL_loadbufferx(L, job->code, job->size, "=job", "b") == LUA_OK) {
        lua_pushinteger(L, job->result);
        if (lua_pcall(L, 1, 1, 0) == LUA_OK) {
            job->result = lua_tointeger(L, -1);
        }
    }
    lua_close(L);
    return NULL;
}

static int add_code(lua_State *L, const void *p, size_t size, void *data)
{
    (void)L;
    Job *job = data;
    assert_true(job->size + size <= 8192);
    memcpy(job->code + job->size, p, size);
    job->size += size;
    return 0;
}

static void test_states_in_threads(void **state)
{
    lua_State *L = *state;
    char code[8192];
    Job dumped = {.code = code};
    luaL_loadstring(L, "local seed = ...\n"
                       "local t = {}\n"
                       "for i = 1, 2000 do t[i] = (i * seed) % 1009 .. 'x' end\n"
                       "table.sort(t)\n"
                       "local co = coroutine.wrap(function() for _, v in ipairs(t) do "
                       "coroutine.yield(#v) end return 0 end)\n"
                       "local s = 0\n"
                       "for i = 1, 2001 do s = s + co() end\n"
                       "return s + #package.path - #package.path + seed");
    assert_int_equal(lua_dump(L, add_code, &dumped, 0), 0);
    Job jobs[6];
    pthread_t threads[6];
    for (int i = 0; i < 6; i++) {
        jobs[i] = dumped;
        jobs[i].result = i + 1;
        assert_int_equal(pthread_create(&threads[i], NULL, do_job, &jobs[i]), 0);
    }
    for (int i = 0; i < 6; i++) {
        pthread_join(threads[i], NULL);
        Job again = dumped;
        again.result = i + 1;
        do_job(&again);
        assert_true(again.result == jobs[i].result && again.result > 2000);
    }
}

// ---- memory

// Modules take blocks from the state's allocator and hand them back, with sizes of their own.
static void test_foreign_blocks(void **state)
{
    lua_State *L = *state;
    void *data;
    lua_Alloc alloc = lua_getallocf(L, &data);
    char *blocks[50] = {NULL};
    for (int round = 1; round <= 4; round++) {
        for (int i = 0; i < 50; i++) {
            size_t old_size = (size_t)(round - 1) * (size_t)(i + 1) * 10;
            size_t size = (size_t)round * (size_t)(i + 1) * 10;
            blocks[i] = alloc(data, blocks[i], old_size, size);
            assert_non_null(blocks[i]);
            assert_true(old_size == 0 || blocks[i][old_size - 1] == round - 1);
            memset(blocks[i], round, size);
        }
        lua_gc(L, LUA_GCCOLLECT);
    }
    for (int i = 0; i < 50; i++) {
        assert_null(alloc(data, blocks[i], (size_t)4 * (size_t)(i + 1) * 10, 0));
    }
}

// Objects of other languages live in userdata: addresses stay, are aligned, and are what
// lua_topointer says.
static void test_userdata_stays(void **state)
{
    lua_State *L = *state;
    void *blocks[200];
    lua_newtable(L);
    for (int i = 0; i < 200; i++) {
        size_t size = (size_t)(i % 10 == 0 ? 0 : i * i % 4000);
        blocks[i] = lua_newuserdatauv(L, size, i % 3);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t)blocks[i] % sizeof(double), 0);
        memset(blocks[i], i, size);
        lua_rawseti(L, 1, i + 1);
    }
    const char *text = lua_pushstring(L, "a string that a host keeps a pointer to");
    run(L, "for i = 1, 20000 do local t = {i, tostring(i)} end collectgarbage()");
    lua_gc(L, LUA_GCGEN, 0, 0);
    run(L, "for i = 1, 20000 do local t = {i, tostring(i)} end collectgarbage('step') "
           "collectgarbage()");
    lua_gc(L, LUA_GCINC, 0, 0, 0);
    assert_ptr_equal(lua_tostring(L, 2), text);
    for (int i = 0; i < 200; i++) {
        size_t size = (size_t)(i % 10 == 0 ? 0 : i * i % 4000);
        lua_rawgeti(L, 1, i + 1);
        assert_ptr_equal(lua_touserdata(L, -1), blocks[i]);
        assert_ptr_equal(lua_topointer(L, -1), blocks[i]);
        assert_int_equal(lua_rawlen(L, -1), size);
        for (size_t k = 0; k < size; k += 97) {
            assert_int_equal(((unsigned char *)blocks[i])[k], i);
        }
        lua_pop(L, 1);
    }
}

// ---- environments

// One compiled function, called again and again with another environment each time.
static void test_environment_per_call(void **state)
{
    lua_State *L = *state;
    luaL_loadstring(L, "count = (count or 0) + 1 name = name .. '!' return name, count");
    for (int i = 1; i <= 5; i++) {
        lua_newtable(L);
        lua_pushfstring(L, "request %d", i);
        lua_setfield(L, -2, "name");
        lua_newtable(L);
        lua_pushglobaltable(L);
        lua_setfield(L, -2, "__index");
        lua_setmetatable(L, -2);
        assert_string_equal(lua_setupvalue(L, 1, 1), "_ENV");
        lua_pushvalue(L, 1);
        assert_int_equal(lua_pcall(L, 0, 2, 0), LUA_OK);
        lua_pushfstring(L, "request %d!", i);
        assert_true(lua_rawequal(L, -1, -3));
        assert_lua_integer(L, -2, 1);
        lua_settop(L, 1);
    }
}

// ---- the end

static char ends[64];

static int note_end(lua_State *L)
{
    lua_Integer n = *(lua_Integer *)luaL_checkudata(L, 1, "ending");
    char text[16];
    snprintf(text, sizeof text, "%d ", (int)n);
    strcat(ends, text);
    lua_newtable(L); // a finalizer may allocate, and make new objects with finalizers
    if (n == 2) {
        lua_Integer *last = lua_newuserdatauv(L, sizeof *last, 0);
        *last = 9;
        luaL_setmetatable(L, "ending");
    }
    lua_getglobal(L, "string");
    assert_int_equal(lua_type(L, -1), LUA_TTABLE);
    return 0;
}

static void test_finalizers_at_the_end(void **state)
{
    (void)state;
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    luaL_newmetatable(L, "ending");
    lua_pushcfunction(L, note_end);
    lua_setfield(L, -2, "__gc");
    for (int i = 1; i <= 4; i++) {
        lua_Integer *n = lua_newuserdatauv(L, sizeof *n, 0);
        *n = i;
        luaL_setmetatable(L, "ending");
        luaL_ref(L, LUA_REGISTRYINDEX);
    }
    ends[0] = '\0';
    lua_State *co = lua_newthread(L); // closed from a thread that is not the main one
    lua_close(co);
    assert_string_equal(ends, "4 3 2 1 ");
}

static jmp_buf panic_exit;

static int leave(lua_State *L)
{
    (void)L;
    longjmp(panic_exit, 1);
}

static int index_nil(lua_State *L)
{
    lua_getglobal(L, "nothing_there");
    lua_getfield(L, -1, "field");
    return 0;
}

// Unprotected errors of all kinds reach the panic function with the message on top.
static void test_panics(void **state)
{
    (void)state;
    for (volatile int i = 0; i < 3; i++) {
        lua_State *L = luaL_newstate();
        lua_atpanic(L, leave);
        if (setjmp(panic_exit) == 0) {
            if (i == 0) {
                lua_pushcfunction(L, index_nil);
                lua_call(L, 0, 0);
            } else if (i == 1) {
                luaL_error(L, "number %d", 5);
            } else {
                luaL_loadstring(L, "error({})");
                lua_call(L, 0, 0);
            }
            fail();
        }
        const char *expected[] = {"attempt to index a nil value", "number 5", NULL};
        if (expected[i] != NULL) {
            assert_non_null(strstr(lua_tostring(L, -1), expected[i]));
        }
        lua_close(L);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        API_TEST(test_wide_frame),
        API_TEST(test_high_index),
        API_TEST(test_much_work_on_suspended),
        API_TEST(test_scratch_stacks),
        API_TEST(test_errors_on_scratch),
        API_TEST(test_which_state),
        API_TEST(test_hook_from_signal),
        API_TEST(test_hook_from_thread),
        API_TEST(test_states_in_threads),
        API_TEST(test_foreign_blocks),
        API_TEST(test_userdata_stays),
        API_TEST(test_environment_per_call),
        cmocka_unit_test(test_finalizers_at_the_end),
        cmocka_unit_test(test_panics),
    };
    return cmocka_run_group_tests_name("hosts", tests, NULL, NULL);
}
