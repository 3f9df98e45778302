// SPDX-License-Identifier: MIT
// test_memory.c: the collector by all its codes, allocators that change, tell and refuse,
// finalizers and what they may do, weak references, user values, extra space.

#include "tests/api/harness.h"

// ---- lua_gc

static void make_garbage(lua_State *L, int count)
{
    for (int i = 0; i < count; i++) {
        lua_createtable(L, 4, 4);
        lua_pop(L, 1);
    }
}

static int bytes_in_use(lua_State *L)
{
    return lua_gc(L, LUA_GCCOUNT) * 1024 + lua_gc(L, LUA_GCCOUNTB);
}

static void test_stopping(void **state)
{
    lua_State *L = *state;
    lua_gc(L, LUA_GCCOLLECT);
    int before = bytes_in_use(L);
    assert_int_equal(lua_gc(L, LUA_GCSTOP), 0);
    make_garbage(L, 5000);
    int stopped = bytes_in_use(L);
    assert_true(stopped > before + 5000 * 100);
    assert_int_equal(lua_gc(L, LUA_GCISRUNNING), 0);
    assert_int_equal(lua_gc(L, LUA_GCRESTART), 0);
    assert_int_equal(lua_gc(L, LUA_GCISRUNNING), 1);
    make_garbage(L, 100000);
    assert_true(bytes_in_use(L) < stopped * 3);
    assert_int_equal(lua_gc(L, LUA_GCCOLLECT), 0);
    assert_true(bytes_in_use(L) < before + 100000);
    lua_gc(L, LUA_GCSTOP); // a full collection is done even then
    make_garbage(L, 5000);
    lua_gc(L, LUA_GCCOLLECT);
    assert_true(bytes_in_use(L) < before + 100000);
    assert_int_equal(lua_gc(L, LUA_GCISRUNNING), 0);
}

// Steps come to the end of a cycle, also while the collector is stopped.
static void test_steps(void **state)
{
    lua_State *L = *state;
    lua_gc(L, LUA_GCCOLLECT);
    for (int stopped = 0; stopped <= 1; stopped++) {
        if (stopped) {
            lua_gc(L, LUA_GCSTOP);
        }
        make_garbage(L, 2000);
        int steps = 0;
        while (lua_gc(L, LUA_GCSTEP, 0) == 0) {
            assert_true(++steps < 100000);
        }
        assert_int_equal(lua_gc(L, LUA_GCISRUNNING), !stopped);
    }
    lua_gc(L, LUA_GCRESTART);
    assert_int_equal(lua_gc(L, LUA_GCSTEP, 100000), 1); // enough for all at once
}

static void test_modes(void **state)
{
    lua_State *L = *state;
    assert_int_equal(lua_gc(L, LUA_GCINC, 0, 0, 0), LUA_GCINC);
    assert_int_equal(lua_gc(L, LUA_GCGEN, 0, 0), LUA_GCINC);
    assert_int_equal(lua_gc(L, LUA_GCGEN, 30, 150), LUA_GCGEN);
    lua_newtable(L); // stays, and holds young objects
    for (int i = 1; i <= 3000; i++) {
        lua_pushfstring(L, "value %d of the table", i);
        lua_rawseti(L, 1, i);
        make_garbage(L, 3);
        if (i % 500 == 0) {
            lua_gc(L, LUA_GCSTEP, 0);
        }
    }
    assert_int_equal(lua_gc(L, LUA_GCINC, 160, 200, 10), LUA_GCGEN);
    assert_int_equal(lua_gc(L, LUA_GCSETPAUSE, 300), 160);
    assert_int_equal(lua_gc(L, LUA_GCSETSTEPMUL, 400), 200);
    assert_int_equal(lua_gc(L, LUA_GCSETPAUSE, 200), 300);
    assert_int_equal(lua_gc(L, LUA_GCSETSTEPMUL, 100), 400);
    lua_gc(L, LUA_GCCOLLECT);
    for (int i = 1; i <= 3000; i++) {
        char expected[40];
        snprintf(expected, sizeof expected, "value %d of the table", i);
        lua_rawgeti(L, 1, i);
        assert_lua_string(L, -1, expected);
        lua_pop(L, 1);
    }
    assert_int_equal(lua_gc(L, 8), -1);
    assert_int_equal(lua_gc(L, 12), -1);
    assert_int_equal(lua_gc(L, -1), -1);
}

// ---- finalizers

static int finalizer_calls;

static int try_to_collect(lua_State *L)
{
    finalizer_calls++;
    assert_int_equal(lua_gc(L, LUA_GCCOLLECT), -1); // not from there
    assert_int_equal(lua_gc(L, LUA_GCCOUNT), -1);
    assert_int_equal(lua_isyieldable(L), 0);
    return 0;
}

static void set_finalizer(lua_State *L, lua_CFunction function)
{
    lua_newtable(L);
    lua_pushcfunction(L, function);
    lua_setfield(L, -2, "__gc");
    lua_setmetatable(L, -2);
}

static void test_collector_in_finalizer(void **state)
{
    lua_State *L = *state;
    finalizer_calls = 0;
    lua_newtable(L);
    set_finalizer(L, try_to_collect);
    lua_pop(L, 1);
    lua_gc(L, LUA_GCCOLLECT);
    assert_int_equal(finalizer_calls, 1);
    lua_gc(L, LUA_GCCOLLECT);
    assert_int_equal(finalizer_calls, 1);
}

static int revive(lua_State *L)
{
    finalizer_calls++;
    lua_settop(L, 1);
    lua_setglobal(L, "revived");
    return 0;
}

// An object may come back; its finalizer runs again only when it is set again.
static void test_revival(void **state)
{
    lua_State *L = *state;
    finalizer_calls = 0;
    lua_newuserdatauv(L, 8, 1);
    *(double *)lua_touserdata(L, 1) = 4.5;
    lua_pushliteral(L, "with it");
    lua_setiuservalue(L, 1, 1);
    set_finalizer(L, revive);
    lua_settop(L, 0);
    lua_gc(L, LUA_GCCOLLECT);
    assert_int_equal(finalizer_calls, 1);
    assert_int_equal(lua_getglobal(L, "revived"), LUA_TUSERDATA);
    assert_true(*(double *)lua_touserdata(L, 1) == 4.5);
    assert_int_equal(lua_getiuservalue(L, 1, 1), LUA_TSTRING);
    lua_getmetatable(L, 1);
    lua_setmetatable(L, 1);
    lua_settop(L, 0);
    lua_pushnil(L);
    lua_setglobal(L, "revived");
    lua_gc(L, LUA_GCCOLLECT);
    assert_int_equal(finalizer_calls, 2);
    lua_pushnil(L);
    lua_setglobal(L, "revived");
    lua_gc(L, LUA_GCCOLLECT);
    assert_int_equal(finalizer_calls, 2);
}

static int yield_in_finalizer(lua_State *L)
{
    return lua_yield(L, 0);
}

static void note_warning(void *data, const char *message, int to_continue)
{
    strcat(data, message);
    strcat(data, to_continue ? "" : "\n");
}

// Errors in finalizers become warnings, whatever the error object is; the code that runs goes on.
static int fail_with_table(lua_State *L)
{
    lua_newtable(L);
    return lua_error(L);
}

static int fail_with_text(lua_State *L)
{
    return luaL_error(L, "cannot %s", "end");
}

static void test_errors_in_finalizers(void **state)
{
    lua_State *L = *state;
    static const lua_CFunction functions[] = {fail_with_text, fail_with_table, yield_in_finalizer};
    static const char *const expected[] = {
        "error in __gc (cannot end)\n",
        "error in __gc (error object is not a string)\n",
        "error in __gc (attempt to yield across a C-call boundary)\n",
    };
    for (int i = 0; i < 3; i++) {
        char warnings[256] = "";
        lua_setwarnf(L, note_warning, warnings);
        lua_newtable(L);
        set_finalizer(L, functions[i]);
        lua_settop(L, 0);
        lua_State *co = lua_newthread(L);
        int count;
        luaL_loadstring(co, "collectgarbage() return 'went on'");
        assert_int_equal(lua_resume(co, L, 0, &count), LUA_OK);
        assert_lua_string(co, -1, "went on");
#if LUA_VERSION_RELEASE_NUM >= 50405
        assert_string_equal(warnings, expected[i]);
#else
        assert_memory_equal(warnings, expected[i], 13);
#endif
        lua_setwarnf(L, NULL, NULL);
    }
}

// ---- weak tables

static void test_weak_tables(void **state)
{
    lua_State *L = *state;
    lua_newtable(L);
    lua_newtable(L);
    lua_pushliteral(L, "v");
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, 1);
    for (int i = 1; i <= 10; i++) {
        lua_newuserdatauv(L, 8, 0);
        lua_rawseti(L, 1, i);
    }
    lua_rawgeti(L, 1, 4);
    lua_pushliteral(L, "strings are values");
    lua_rawseti(L, 1, 5);
    lua_pushinteger(L, 6);
    lua_rawseti(L, 1, 6);
    lua_gc(L, LUA_GCCOLLECT);
    int left = 0;
    lua_pushnil(L);
    while (lua_next(L, 1)) {
        left++;
        lua_pop(L, 1);
    }
    assert_int_equal(left, 3);
}

// ---- user values and extra space

static void test_many_user_values(void **state)
{
    lua_State *L = *state;
    void *block = lua_newuserdatauv(L, 3, 1000);
    memcpy(block, "abc", 3);
    for (int i = 1; i <= 1000; i++) {
        lua_pushfstring(L, "value %d", i);
        assert_int_equal(lua_setiuservalue(L, 1, i), 1);
    }
    lua_gc(L, LUA_GCCOLLECT);
    assert_int_equal(lua_getiuservalue(L, 1, 1000), LUA_TSTRING);
    assert_lua_string(L, -1, "value 1000");
    assert_int_equal(lua_getiuservalue(L, 1, 1001), LUA_TNONE);
    assert_int_equal(lua_getiuservalue(L, 1, 0), LUA_TNONE);
    assert_int_equal(lua_getiuservalue(L, 1, -1), LUA_TNONE);
    assert_memory_equal(lua_touserdata(L, 1), "abc", 3);
    lua_newuserdata(L, 4); // the old name: one user value
    lua_pushinteger(L, 5);
    lua_setuservalue(L, -2);
    assert_int_equal(lua_getuservalue(L, -1), LUA_TNUMBER);
}

static int check_extra_space(lua_State *L)
{
    assert_ptr_equal(*(void **)lua_getextraspace(L), lua_touserdata(L, 1));
    return 0;
}

static void test_extra_space_of_threads(void **state)
{
    lua_State *L = *state;
    int marker;
    int other;
    *(void **)lua_getextraspace(L) = &marker;
    lua_register(L, "check", check_extra_space);
    lua_State *co = lua_newthread(L);
    assert_ptr_equal(*(void **)lua_getextraspace(co), &marker);
    *(void **)lua_getextraspace(co) = &other;
    lua_gc(L, LUA_GCCOLLECT);
    assert_ptr_equal(*(void **)lua_getextraspace(co), &other);
    assert_ptr_equal(*(void **)lua_getextraspace(L), &marker);
    lua_State *child = lua_newthread(co); // what the main thread has
    assert_ptr_equal(*(void **)lua_getextraspace(child), &marker);
    lua_pushlightuserdata(L, &marker);
    lua_setglobal(L, "marker");
    run(L, "check(marker) coroutine.wrap(check)(marker)");
}

// ---- allocators

typedef struct Counter {
    size_t bytes;
    size_t largest; // request
    size_t limit;
    size_t tags[LUA_NUMTYPES]; // requests for objects of each type
} Counter;

static void *counting_alloc(void *data, void *block, size_t old_size, size_t new_size)
{
    Counter *counter = data;
    if (block == NULL) {
        if (old_size < LUA_NUMTYPES) {
            counter->tags[old_size]++;
        }
        old_size = 0;
    }
    if (new_size > old_size && counter->bytes + new_size - old_size > counter->limit) {
        return NULL;
    }
    if (new_size > counter->largest) {
        counter->largest = new_size;
    }
    counter->bytes += new_size - old_size;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, new_size);
}

// Large objects are requests of their own and say what they are.
static void test_types_of_requests(void **state)
{
    (void)state;
    Counter counter = {.limit = SIZE_MAX};
    lua_State *L = lua_newstate(counting_alloc, &counter);
    size_t strings = counter.tags[LUA_TSTRING];
    size_t userdata = counter.tags[LUA_TUSERDATA];
    size_t bytes = counter.bytes;
    static char big[50000];
    memset(big, 'b', sizeof big);
    lua_pushlstring(L, big, sizeof big);
    assert_int_equal(counter.tags[LUA_TSTRING], strings + 1);
    lua_newuserdatauv(L, 60000, 0);
    assert_int_equal(counter.tags[LUA_TUSERDATA], userdata + 1);
    assert_true(counter.bytes >= bytes + 110000);
    assert_true(counter.largest >= 60000 && counter.largest < 60000 + 200);
    lua_settop(L, 0);
    lua_gc(L, LUA_GCCOLLECT);
    assert_true(counter.bytes < bytes + 50000); // given back
    lua_close(L);
    assert_int_equal(counter.bytes, 0);
}

// A state that may have so much: the script sees errors it can catch, and garbage makes room.
static void test_limited_allocator(void **state)
{
    (void)state;
    Counter counter = {.limit = 400000};
    lua_State *L = lua_newstate(counting_alloc, &counter);
    luaL_openlibs(L);
    run(L,
        "local ok, text = pcall(string.rep, 'x', 1000000)\n"
        "assert(not ok and text == 'not enough memory')\n"
        "local t = {}\n"
        "ok, text = pcall(function() for i = 1, math.huge do t[i] = {i} end end)\n"
        "assert(not ok and text == 'not enough memory' and #t > 1000)\n"
        "t = nil\n"
        "for i = 1, 2000 do local s = ('y'):rep(1000) .. i end\n"
        "local co = coroutine.wrap(function() local t = {} while true do t[#t + 1] = {} end end)\n"
        "ok, text = pcall(co)\n"
        "assert(not ok and text == 'not enough memory')");
    luaL_loadstring(L, "local t = {} while true do t[#t + 1] = #t .. '' end");
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRMEM);
    assert_lua_string(L, -1, "not enough memory");
    lua_settop(L, 0);
    lua_gc(L, LUA_GCCOLLECT);
    run(L, "assert(#('z'):rep(100000) == 100000)");
    lua_close(L);
    assert_int_equal(counter.bytes, 0);
}

// Refuses one request for more memory; the collection that follows makes room.
typedef struct Refuser {
    long requests;
    long refused; // which of them
} Refuser;

static void *refusing_alloc(void *data, void *block, size_t old_size, size_t new_size)
{
    Refuser *refuser = data;
    old_size = block != NULL ? old_size : 0;
    if (new_size > old_size && ++refuser->requests == refuser->refused) {
        return NULL;
    }
    char *moved = new_size > 0 ? malloc(new_size) : NULL;
    if (block != NULL) {
        if (moved != NULL) {
            memcpy(moved, block, old_size < new_size ? old_size : new_size);
        }
        explicit_bzero(block, old_size); // whoever still uses it is found out
        free(block);
    }
    return moved;
}

// A finalizer is called on the stack of a coroutine that has no room for it: the object, which
// nothing else refers to any more, outlives the collection when that is refused.
static const char *const finalizers_in_small_stacks =
    "local wrong = 0\n"
    "local mt = {__gc = function(o) for i = 1, 200 do wrong = wrong + (o[i] == i and 0 or 1) end "
    "end}\n"
    "local function drop_object()\n"
    "  local o = setmetatable({}, mt)\n"
    "  for i = 1, 200 do o[i] = i end\n"
    "end\n"
    "for n = 10, 40, 5 do\n"
    "  local locals = 'local a0' for i = 1, n do locals = locals .. ', a' .. i end\n"
    "  local run = coroutine.wrap(load(\n"
    "    'return function() ' .. locals .. ' for i = 1, 5000 do local t = {} end end')())\n"
    "  drop_object()\n"
    "  run()\n"
    "end\n"
    "collectgarbage()\n"
    "return wrong\n";

static void test_refused_request(void **state)
{
    (void)state;
    Refuser refuser = {0};
    do {
        long refused = refuser.refused + 1;
        refuser = (Refuser){0};
        lua_State *L = lua_newstate(refusing_alloc, &refuser);
        luaL_openlibs(L);
        assert_int_equal(luaL_loadstring(L, finalizers_in_small_stacks), LUA_OK);
        refuser = (Refuser){.refused = refused};
        assert_int_equal(lua_pcall(L, 0, 1, 0), LUA_OK);
        assert_int_equal(lua_tointeger(L, -1), 0);
        lua_close(L);
    } while (refuser.requests >= refuser.refused);
}

// The message handler is not called for memory errors.
static int handler_calls;

static int count_handler(lua_State *L)
{
    (void)L;
    handler_calls++;
    return 1;
}

static int use_all_memory(lua_State *L)
{
    lua_newuserdatauv(L, 10000000, 0);
    return 0;
}

static void test_handler_of_memory_errors(void **state)
{
    (void)state;
    Counter counter = {.limit = 400000};
    lua_State *L = lua_newstate(counting_alloc, &counter);
    handler_calls = 0;
    lua_pushcfunction(L, count_handler);
    lua_pushcfunction(L, use_all_memory);
    assert_int_equal(lua_pcall(L, 0, 0, 1), LUA_ERRMEM);
    assert_int_equal(handler_calls, 0);
    assert_lua_string(L, -1, "not enough memory");
    lua_close(L);
}

// Another allocator may take over when it understands the same blocks.
static void *other_alloc(void *data, void *block, size_t old_size, size_t new_size)
{
    Counter **counter = data;
    return counting_alloc(*counter, block, old_size, new_size);
}

static void test_changed_allocator(void **state)
{
    (void)state;
    Counter counter = {.limit = SIZE_MAX};
    Counter *indirect = &counter;
    lua_State *L = lua_newstate(counting_alloc, &counter);
    luaL_openlibs(L);
    lua_setallocf(L, other_alloc, &indirect);
    void *data;
    assert_true(lua_getallocf(L, &data) == other_alloc);
    assert_ptr_equal(data, &indirect);
    assert_true(lua_getallocf(L, NULL) == other_alloc);
    run(L, "local t = {} for i = 1, 1000 do t[i] = {tostring(i)} end");
    lua_State *co = lua_newthread(L);
    lua_setallocf(co, counting_alloc, &counter);
    assert_true(lua_getallocf(L, NULL) == counting_alloc);
    lua_close(L);
    assert_int_equal(counter.bytes, 0);
}

static int new_userdata(lua_State *L)
{
    lua_newuserdatauv(L, (size_t)lua_tointeger(L, 1), 1);
    return 1;
}

// What no block can hold is told apart from what there is no memory for.
static void test_too_big(void **state)
{
    lua_State *L = *state;
    lua_pushcfunction(L, new_userdata);
    lua_pushinteger(L, -1);
    assert_int_equal(lua_pcall(L, 1, 1, 0), LUA_ERRRUN);
    assert_lua_string(L, -1, "memory allocation error: block too big");
    lua_pushcfunction(L, new_userdata);
    lua_pushinteger(L, LUA_MAXINTEGER / 2);
    assert_int_equal(lua_pcall(L, 1, 1, 0), LUA_ERRMEM);
    assert_lua_string(L, -1, "not enough memory");
}

static void *no_alloc(void *data, void *block, size_t old_size, size_t new_size)
{
    (void)data;
    (void)block;
    (void)old_size;
    (void)new_size;
    return NULL;
}

static void test_no_memory_at_all(void **state)
{
    (void)state;
    assert_null(lua_newstate(no_alloc, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        API_TEST(test_stopping),
        API_TEST(test_steps),
        API_TEST(test_modes),
        API_TEST(test_collector_in_finalizer),
        API_TEST(test_revival),
        API_TEST(test_errors_in_finalizers),
        API_TEST(test_weak_tables),
        API_TEST(test_many_user_values),
        API_TEST(test_extra_space_of_threads),
        cmocka_unit_test(test_types_of_requests),
        cmocka_unit_test(test_limited_allocator),
        cmocka_unit_test(test_refused_request),
        cmocka_unit_test(test_handler_of_memory_errors),
        cmocka_unit_test(test_changed_allocator),
        API_TEST(test_too_big),
        cmocka_unit_test(test_no_memory_at_all),
    };
    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
