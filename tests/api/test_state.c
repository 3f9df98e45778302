// SPDX-License-Identifier: MIT
// test_state.c: states, allocators that count and fail, the collector, finalizers, userdata,
// warnings, panic.

#include "tests/api/harness.h"

// ---- an allocator that counts, checks sizes and can fail

typedef struct Counter {
    size_t bytes;  // in use
    size_t blocks; // in use
    long fail_at;  // requests until one fails; < 0: never
} Counter;

static void *counting_alloc(void *data, void *block, size_t old_size, size_t new_size)
{
    Counter *counter = data;
    size_t *header = block != NULL ? (size_t *)block - 2 : NULL;
    if (header != NULL) {
        assert_int_equal(header[0], old_size); // the exact size comes back
    } else {
        old_size = 0; // it says what kind of object is made
    }
    if (new_size == 0) {
        counter->bytes -= old_size;
        counter->blocks -= header != NULL;
        free(header);
        return NULL;
    }
    if (new_size > old_size && counter->fail_at >= 0 && counter->fail_at-- == 0) {
        return NULL;
    }
    size_t *result = realloc(header, new_size + 2 * sizeof(size_t));
    assert_non_null(result);
    result[0] = new_size;
    counter->bytes += new_size - old_size;
    counter->blocks += header == NULL;
    return result + 2;
}

static void test_memory_is_given_back(void **state)
{
    (void)state;
    Counter counter = {.fail_at = -1};
    lua_State *L = lua_newstate(counting_alloc, &counter);
    assert_non_null(L);
    luaL_openlibs(L);
    run(L, "local t = {} for i = 1, 1000 do t[i] = {('x'):rep(i), coroutine.create(print)} end\n"
           "t = nil collectgarbage()\n"
           "local co = coroutine.create(print)\n"
           "debug.sethook(co, function() end, 'l')\n"
           "local f = load('return function() return 1 end')()");
    void *data = NULL;
    assert_true(lua_getallocf(L, &data) == counting_alloc);
    assert_ptr_equal(data, &counter);
    assert_true((size_t)lua_gc(L, LUA_GCCOUNT) * 1024 <= counter.bytes + 1024);
    lua_close(L);
    assert_int_equal(counter.bytes, 0);
    assert_int_equal(counter.blocks, 0);
}

// Whichever request fails, there is no state and nothing is lost.
static void test_no_memory_for_state(void **state)
{
    (void)state;
    lua_State *L = NULL;
    for (long n = 0; L == NULL; n++) {
        Counter counter = {.fail_at = n};
        L = lua_newstate(counting_alloc, &counter);
        if (L != NULL) {
            lua_close(L);
        }
        assert_int_equal(counter.bytes, 0);
    }
}

static int work(lua_State *L)
{
    luaL_openlibs(L);
    if (luaL_loadstring(L, "local t = {}\n"
                           "for i = 1, 30 do\n"
                           "  t[i] = {i, n = tostring(i), f = function() return t[i] end}\n"
                           "end\n"
                           "local s = ''\n"
                           "for i = 1, #t do s = s .. t[i].n .. t[i].f().n end\n"
                           "local co = coroutine.wrap(function(...)\n"
                           "  for i = 1, 20 do coroutine.yield(select('#', ...), i) end\n"
                           "end)\n"
                           "for i = 1, 20 do co(table.unpack(t)) end\n"
                           "assert(#s == 102 and s:rep(20):gsub('%d', '%0%0'):len() == 4080)\n"
                           "return #s")) {
        return lua_error(L);
    }
    lua_call(L, 0, 1);
    return 1;
}

// A failing allocation is an error that can be caught; the state goes on.
static void test_no_memory_for_work(void **state)
{
    (void)state;
    int status = LUA_ERRMEM;
    for (long n = 0; status != LUA_OK; n += 1 + n / 50) {
        Counter counter = {.fail_at = -1};
        lua_State *L = lua_newstate(counting_alloc, &counter);
        counter.fail_at = n;
        lua_pushcfunction(L, work);
        status = lua_pcall(L, 0, 1, 0);
        counter.fail_at = -1;
        if (status != LUA_OK) {
            assert_int_equal(status, LUA_ERRMEM);
            assert_lua_string(L, -1, "not enough memory");
        } else {
            assert_lua_integer(L, -1, 102);
        }
        lua_settop(L, 0);
        lua_pushcfunction(L, work);
        assert_int_equal(lua_pcall(L, 0, 1, 0), LUA_OK);
        lua_close(L);
        assert_int_equal(counter.bytes, 0);
    }
}

static void test_memory_of_modules(void **state)
{
    lua_State *L = *state;
    void *data;
    lua_Alloc alloc = lua_getallocf(L, &data);
    char *block = alloc(data, NULL, 0, 100);
    assert_non_null(block);
    memset(block, 1, 100);
    block = alloc(data, block, 100, 100000);
    assert_int_equal(block[99], 1);
    assert_null(alloc(data, block, 100000, 0));
    lua_setallocf(L, alloc, data);
}

// ---- what a state has from the start

static void test_registry(void **state)
{
    lua_State *L = *state;
    assert_int_equal(lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD), LUA_TTHREAD);
    assert_ptr_equal(lua_tothread(L, -1), L);
    assert_int_equal(lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS), LUA_TTABLE);
    lua_pushglobaltable(L);
    assert_true(lua_rawequal(L, -1, -2));
    assert_int_equal(lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE), LUA_TTABLE);
    assert_int_equal(lua_getfield(L, -1, "string"), LUA_TTABLE);
    assert_int_equal(lua_getfield(L, -2, LUA_GNAME), LUA_TTABLE);
    assert_int_equal(lua_getfield(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE), LUA_TTABLE);
    assert_int_equal(lua_getfield(L, LUA_REGISTRYINDEX, LUA_FILEHANDLE), LUA_TTABLE);
    assert_true(lua_version(L) == LUA_VERSION_NUM);
    assert_int_equal(lua_setcstacklimit(L, 500), 200);
    assert_non_null(strstr(lua_ident, "Lua"));
}

static void test_extra_space(void **state)
{
    lua_State *L = *state;
    void **space = lua_getextraspace(L);
    *space = &space;
    lua_State *first = lua_newthread(L);
    assert_ptr_equal(*(void **)lua_getextraspace(first), &space);
    *(void **)lua_getextraspace(first) = NULL;
    lua_State *second = lua_newthread(first); // a copy of the main thread's
    assert_ptr_equal(*(void **)lua_getextraspace(second), &space);
    *space = NULL;
}

static void test_threads(void **state)
{
    lua_State *L = *state;
    lua_State *thread = lua_newthread(L);
    assert_int_equal(lua_type(L, -1), LUA_TTHREAD);
    assert_ptr_equal(lua_tothread(L, -1), thread);
    assert_int_equal(lua_gettop(thread), 0);
    lua_pushinteger(thread, 5);
    lua_setglobal(thread, "shared");
    lua_getglobal(L, "shared");
    assert_lua_integer(L, -1, 5);
    for (int i = 0; i < 10; i++) { // its values are alive as long as it is
        lua_newtable(thread);
    }
    lua_gc(L, LUA_GCCOLLECT);
    for (int i = 1; i <= 10; i++) {
        assert_int_equal(lua_rawlen(thread, i), 0);
    }
#if LUA_VERSION_RELEASE_NUM >= 50406
    assert_int_equal(lua_closethread(thread, L), LUA_OK);
    assert_int_equal(lua_gettop(thread), 0);
#endif
}

// ---- the collector

static void test_collector(void **state)
{
    lua_State *L = *state;
    assert_int_equal(lua_gc(L, LUA_GCISRUNNING), 1);
    assert_int_equal(lua_gc(L, LUA_GCSTOP), 0);
    assert_int_equal(lua_gc(L, LUA_GCISRUNNING), 0);
    lua_gc(L, LUA_GCRESTART);
    lua_gc(L, LUA_GCCOLLECT);
    int before = lua_gc(L, LUA_GCCOUNT);
    lua_newuserdatauv(L, 1 << 20, 0);
    assert_true(lua_gc(L, LUA_GCCOUNT) >= before + 1024);
    lua_settop(L, 0);
    lua_gc(L, LUA_GCCOLLECT);
    assert_true(lua_gc(L, LUA_GCCOUNT) < before + 512);
    assert_in_range(lua_gc(L, LUA_GCCOUNTB), 0, 1023);
    int pause = lua_gc(L, LUA_GCSETPAUSE, 160);
    assert_int_equal(lua_gc(L, LUA_GCSETPAUSE, pause), 160);
    assert_int_equal(lua_gc(L, LUA_GCGEN, 0, 0), LUA_GCINC);
    assert_int_equal(lua_gc(L, LUA_GCINC, 0, 0, 0), LUA_GCGEN);
    assert_int_equal(lua_gc(L, 1000), -1);
    lua_gc(L, LUA_GCSTEP, 0);
}

static char order[16];

static int note_letter(lua_State *L)
{
    const char *letter = lua_touserdata(L, 1);
    strncat(order, letter, 1);
    return 0;
}

static void push_finalizable(lua_State *L, char letter)
{
    char *block = lua_newuserdatauv(L, 1, 0);
    *block = letter;
    if (luaL_newmetatable(L, "letter")) {
        lua_pushcfunction(L, note_letter);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
}

static void test_finalizers(void **state)
{
    lua_State *L = *state;
    order[0] = '\0';
    push_finalizable(L, 'a');
    push_finalizable(L, 'b');
    push_finalizable(L, 'c');
    lua_gc(L, LUA_GCCOLLECT);
    assert_string_equal(order, "");
    lua_remove(L, 2);
    lua_gc(L, LUA_GCCOLLECT);
    assert_string_equal(order, "b");
    lua_settop(L, 0);
    lua_gc(L, LUA_GCCOLLECT);
    assert_string_equal(order, "bca"); // the one marked last is called first
}

static void test_finalizers_at_close(void **state)
{
    (void)state;
    lua_State *L = luaL_newstate();
    order[0] = '\0';
    push_finalizable(L, 'x');
    push_finalizable(L, 'y');
    push_finalizable(L, 'z');
    lua_close(L);
    assert_string_equal(order, "zyx");
}

// ---- userdata

static void test_userdata(void **state)
{
    lua_State *L = *state;
    void *block = lua_newuserdatauv(L, 40, 3);
    assert_int_equal((uintptr_t)block % 8, 0);
    assert_ptr_equal(lua_touserdata(L, 1), block);
    assert_ptr_equal(lua_topointer(L, 1), block);
    assert_int_equal(lua_rawlen(L, 1), 40);
    for (int i = 1; i <= 3; i++) {
        assert_int_equal(lua_getiuservalue(L, 1, i), LUA_TNIL);
        lua_pushinteger(L, 10 * i);
        assert_int_equal(lua_setiuservalue(L, 1, i), 1);
    }
    lua_gc(L, LUA_GCCOLLECT);
    assert_int_equal(lua_getiuservalue(L, 1, 2), LUA_TNUMBER);
    assert_lua_integer(L, -1, 20);
    assert_int_equal(lua_getiuservalue(L, 1, 4), LUA_TNONE);
    assert_true(lua_isnil(L, -1));
    lua_pushinteger(L, 1);
    assert_int_equal(lua_setiuservalue(L, 1, 4), 0);
    lua_pushinteger(L, 1);
    assert_int_equal(lua_setiuservalue(L, 1, 0), 0);
    assert_non_null(lua_newuserdatauv(L, 0, 0));
    assert_int_equal(lua_rawlen(L, -1), 0);
    assert_ptr_equal(lua_touserdata(L, 1), block);
}

// ---- warnings

static void note_warning(void *data, const char *message, int to_continue)
{
    strcat(data, message);
    strcat(data, to_continue ? "+" : ".");
}

static int fail_in_finalizer(lua_State *L)
{
    return luaL_error(L, "cannot");
}

static void test_warnings(void **state)
{
    lua_State *L = *state;
    char text[256] = "";
    lua_setwarnf(L, note_warning, text);
    lua_warning(L, "one", 1);
    lua_warning(L, "two", 0);
    run(L, "warn('@on') warn('a', 'b')");
    assert_string_equal(text, "one+two.@on.a+b.");
    text[0] = '\0';
    lua_newtable(L);
    lua_newtable(L);
    lua_pushcfunction(L, fail_in_finalizer);
    lua_setfield(L, -2, "__gc");
    lua_setmetatable(L, -2);
    lua_settop(L, 0);
    lua_gc(L, LUA_GCCOLLECT);
    assert_string_equal(text, "error in +__gc+ (+cannot+).");
    lua_setwarnf(L, NULL, NULL);
    lua_warning(L, "nobody", 0);
}

// ---- panic

static jmp_buf panic_exit;

static int leave_by_jump(lua_State *L)
{
    snprintf(order, sizeof order, "%s", lua_tostring(L, -1));
    longjmp(panic_exit, 1);
}

static void test_panic(void **state)
{
    (void)state;
    lua_State *L = luaL_newstate();
    lua_CFunction old = lua_atpanic(L, leave_by_jump);
    assert_non_null(old);
    assert_true(lua_atpanic(L, leave_by_jump) == leave_by_jump);
    if (setjmp(panic_exit) == 0) {
        lua_pushliteral(L, "unprotected");
        lua_error(L);
        fail();
    }
    assert_string_equal(order, "unprotected");
    lua_close(L);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_is_given_back),
        cmocka_unit_test(test_no_memory_for_state),
        cmocka_unit_test(test_no_memory_for_work),
        API_TEST(test_memory_of_modules),
        API_TEST(test_registry),
        API_TEST(test_extra_space),
        API_TEST(test_threads),
        API_TEST(test_collector),
        API_TEST(test_finalizers),
        cmocka_unit_test(test_finalizers_at_close),
        API_TEST(test_userdata),
        API_TEST(test_warnings),
        cmocka_unit_test(test_panic),
    };
    return cmocka_run_group_tests_name("state", tests, NULL, NULL);
}
