// SPDX-License-Identifier: MIT
// test_call.c: calls, protected calls, handlers, continuations, coroutines, variables to be closed,
// chunks.

#include "tests/api/harness.h"

// ---- functions to be called

// Returns its arguments in reverse order.
static int reverse(lua_State *L)
{
    int count = lua_gettop(L);
    for (int i = count; i >= 1; i--) {
        luaL_checkstack(L, 1, NULL);
        lua_pushvalue(L, i);
    }
    return count;
}

static int fail_with_argument(lua_State *L)
{
    lua_settop(L, 1);
    return lua_error(L);
}

static int fail_with_text(lua_State *L)
{
    return luaL_error(L, "%s %d", "text", 42);
}

static int add_handled(lua_State *L)
{
    lua_pushfstring(L, "handled: %s", luaL_tolstring(L, 1, NULL));
    return 1;
}

static int fail_again(lua_State *L)
{
    return lua_error(L);
}

// Calls itself through the API until something stops it.
static int recurse(lua_State *L)
{
    lua_pushcfunction(L, recurse);
    lua_call(L, 0, 0);
    return 0;
}

static void test_results(void **state)
{
    lua_State *L = *state;
    lua_pushliteral(L, "below");
    for (int wanted = 0; wanted <= 5; wanted++) {
        lua_pushcfunction(L, reverse);
        lua_pushinteger(L, 1);
        lua_pushinteger(L, 2);
        lua_pushinteger(L, 3);
        lua_call(L, 3, wanted);
        assert_int_equal(lua_gettop(L), 1 + wanted);
        if (wanted >= 1) {
            assert_lua_integer(L, 2, 3);
        }
        if (wanted == 5) {
            assert_lua_integer(L, 4, 1);
            assert_true(lua_isnil(L, 5));
            assert_true(lua_isnil(L, 6));
        }
        lua_settop(L, 1);
    }
    lua_pushcfunction(L, reverse);
    luaL_checkstack(L, 5000, NULL);
    for (int i = 0; i < 5000; i++) {
        lua_pushinteger(L, i);
    }
    lua_call(L, 5000, LUA_MULTRET);
    assert_int_equal(lua_gettop(L), 5001);
    assert_lua_integer(L, 2, 4999);
    assert_lua_integer(L, -1, 0);
}

static void test_errors(void **state)
{
    lua_State *L = *state;
    lua_pushliteral(L, "below");
    lua_pushcfunction(L, fail_with_text);
    lua_pushnil(L);
    assert_int_equal(lua_pcall(L, 1, 3, 0), LUA_ERRRUN);
    assert_int_equal(lua_gettop(L), 2);
    assert_lua_string(L, 2, "text 42");
    lua_settop(L, 1);
    lua_newtable(L);
    const void *object = lua_topointer(L, 2);
    lua_pushcfunction(L, fail_with_argument);
    lua_insert(L, 2);
    assert_int_equal(lua_pcall(L, 1, 0, 0), LUA_ERRRUN);
    assert_ptr_equal(lua_topointer(L, 2), object);
    lua_settop(L, 1);
    lua_pushcfunction(L, fail_with_argument);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    assert_true(lua_isnil(L, 2));
    lua_settop(L, 1);
    lua_pushinteger(L, 5);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    assert_lua_string(L, 2, "attempt to call a number value");
    lua_settop(L, 1);
    lua_pushcfunction(L, reverse);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_OK);
    assert_int_equal(lua_gettop(L), 1);
    assert_int_equal(lua_status(L), LUA_OK);
}

static void test_handlers(void **state)
{
    lua_State *L = *state;
    lua_pushcfunction(L, add_handled);
    lua_pushcfunction(L, fail_with_text);
    assert_int_equal(lua_pcall(L, 0, 0, 1), LUA_ERRRUN);
    assert_lua_string(L, 2, "handled: text 42");
    lua_settop(L, 1);
    lua_pushcfunction(L, fail_with_text);
    assert_int_equal(lua_pcall(L, 0, 0, -2), LUA_ERRRUN);
    assert_lua_string(L, 2, "handled: text 42");
    lua_settop(L, 0);
    lua_pushcfunction(L, fail_again); // fails with what it was given, again and again
    lua_pushcfunction(L, fail_with_text);
    assert_int_equal(lua_pcall(L, 0, 0, 1), LUA_ERRERR);
    assert_int_equal(lua_gettop(L), 2);
    assert_int_equal(lua_type(L, 2), LUA_TSTRING);
}

static void test_endless_recursion(void **state)
{
    lua_State *L = *state;
    for (int i = 0; i < 3; i++) {
        lua_pushcfunction(L, recurse);
        assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
        assert_non_null(strstr(lua_tostring(L, -1), "stack overflow"));
        lua_settop(L, 0);
    }
    run(L, "local function f() return 1 + f() end\n"
           "local ok, text = pcall(f)\n"
           "assert(not ok and text:find('stack overflow'))");
}

// ---- continuations

static int finish(lua_State *L, int status, lua_KContext ctx)
{
    lua_pushinteger(L, status);
    lua_pushinteger(L, (lua_Integer)ctx);
    return lua_gettop(L);
}

static int call_with_continuation(lua_State *L)
{
    lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 11, finish);
    return finish(L, LUA_OK, 11);
}

static int pcall_with_continuation(lua_State *L)
{
    int status = lua_pcallk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, 22, finish);
    return finish(L, status, 22);
}

static int call_without_continuation(lua_State *L)
{
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

static int yield_arguments(lua_State *L)
{
    return lua_yield(L, lua_gettop(L));
}

static int yield_then_finish(lua_State *L)
{
    return lua_yieldk(L, lua_gettop(L), 33, finish);
}

static int yield_then_fail_k(lua_State *L, int status, lua_KContext ctx)
{
    (void)status;
    (void)ctx;
    return luaL_error(L, "after the yield");
}

static int yield_then_fail(lua_State *L)
{
    return lua_yieldk(L, 0, 0, yield_then_fail_k);
}

// Resumes with the values that are on top of the thread and compares status and results, or the
// error object.
static void expect_resume(lua_State *co, int arg_count, int status, const char *results)
{
    int count = -1;
    char text[256] = "";
    int got = lua_resume(co, NULL, arg_count, &count);
    assert_int_equal(got, status);
    if (status > LUA_YIELD) {
        count = 1; // the error object
    }
    for (int i = count; i >= 1; i--) {
        strcat(text, luaL_tolstring(co, -i, NULL));
        strcat(text, i > 1 ? " " : "");
        lua_pop(co, 1);
    }
    assert_string_equal(text, results);
    if (status <= LUA_YIELD) {
        lua_pop(co, count);
    }
}

static void test_yield_across_call(void **state)
{
    lua_State *L = *state;
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(co, call_with_continuation);
    lua_pushcfunction(co, yield_arguments);
    lua_pushinteger(co, 1);
    lua_pushinteger(co, 2);
    expect_resume(co, 3, LUA_YIELD, "1 2");
    assert_int_equal(lua_status(co), LUA_YIELD);
    lua_pushinteger(co, 7);
    lua_pushinteger(co, 8);
    expect_resume(co, 2, LUA_OK, "7 8 1 11");
    assert_int_equal(lua_status(co), LUA_OK);
    assert_int_equal(lua_gettop(co), 0);
    // without a yield
    lua_pushcfunction(co, call_with_continuation);
    lua_pushcfunction(co, reverse);
    lua_pushinteger(co, 4);
    expect_resume(co, 2, LUA_OK, "4 0 11");
}

static void test_yield_across_pcall(void **state)
{
    lua_State *L = *state;
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(co, pcall_with_continuation);
    lua_pushcfunction(co, yield_then_finish);
    lua_pushinteger(co, 5);
    expect_resume(co, 2, LUA_YIELD, "5");
    expect_resume(co, 0, LUA_OK, "1 33 1 22");
    lua_pushcfunction(co, pcall_with_continuation);
    lua_pushcfunction(co, yield_then_fail);
    expect_resume(co, 1, LUA_YIELD, "");
    expect_resume(co, 0, LUA_OK, "after the yield 2 22");
    lua_pushcfunction(co, pcall_with_continuation);
    lua_pushcfunction(co, fail_with_text);
    expect_resume(co, 1, LUA_OK, "text 42 2 22");
}

static void test_yield_where_it_cannot(void **state)
{
    lua_State *L = *state;
    lua_State *co = lua_newthread(L);
    assert_false(lua_isyieldable(L));
    lua_pushcfunction(co, call_without_continuation);
    lua_pushcfunction(co, yield_arguments);
    expect_resume(co, 1, LUA_ERRRUN, "attempt to yield across a C-call boundary");
    assert_int_equal(lua_status(co), LUA_ERRRUN);
    lua_settop(L, 0);
    lua_pushcfunction(L, yield_arguments);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    assert_lua_string(L, 1, "attempt to yield from outside a coroutine");
}

// ---- coroutines

static void test_resume_from_c(void **state)
{
    lua_State *L = *state;
    run(L, "function steps(a, b)\n"
           "  local c = coroutine.yield(a + b)\n"
           "  local d, e = coroutine.yield(c * 2, 'x')\n"
           "  return d, e, 'end'\n"
           "end");
    lua_State *co = lua_newthread(L);
    lua_getglobal(co, "steps");
    lua_pushinteger(co, 3);
    lua_pushinteger(co, 4);
    expect_resume(co, 2, LUA_YIELD, "7");
    lua_pushinteger(co, 10);
    expect_resume(co, 1, LUA_YIELD, "20 x");
    lua_pushinteger(co, 1);
    lua_pushinteger(co, 2);
    expect_resume(co, 2, LUA_OK, "1 2 end");
    expect_resume(co, 0, LUA_ERRRUN, "cannot resume dead coroutine");
}

static void test_error_in_coroutine(void **state)
{
    lua_State *L = *state;
    run(L, "function fails() local x = nil; coroutine.yield(); return x.y end");
    lua_State *co = lua_newthread(L);
    lua_getglobal(co, "fails");
    expect_resume(co, 0, LUA_YIELD, "");
    int count;
    assert_int_equal(lua_resume(co, L, 0, &count), LUA_ERRRUN);
    assert_non_null(strstr(lua_tostring(co, -1), "attempt to index a nil value (local 'x')"));
    assert_int_equal(lua_status(co), LUA_ERRRUN);
    luaL_traceback(L, co, NULL, 0); // the calls are still there
    assert_non_null(strstr(lua_tostring(L, -1), "in function 'fails'"));
    assert_int_equal(lua_resetthread(co), LUA_ERRRUN);
    assert_int_equal(lua_status(co), LUA_OK);
    lua_settop(co, 0);
    lua_pushcfunction(co, reverse);
    lua_pushinteger(co, 6);
    expect_resume(co, 1, LUA_OK, "6");
}

// Hosts convert values by calls on a thread that is suspended, and then go on with it.
static void test_call_on_suspended_thread(void **state)
{
    lua_State *L = *state;
    run(L, "function gen() for i = 1, 3 do coroutine.yield(i) end return 'done' end\n"
           "function twice(x) return x * 2 end");
    lua_State *co = lua_newthread(L);
    lua_getglobal(co, "gen");
    for (int i = 1; i <= 3; i++) {
        int count;
        assert_int_equal(lua_resume(co, L, 0, &count), LUA_YIELD);
        assert_int_equal(count, 1);
        lua_getglobal(co, "twice");
        lua_pushvalue(co, -2);
        assert_int_equal(lua_pcall(co, 1, 1, 0), LUA_OK);
        assert_lua_integer(co, -1, 2 * i);
        lua_pushcfunction(co, fail_with_text);
        assert_int_equal(lua_pcall(co, 0, 1, 0), LUA_ERRRUN);
        assert_lua_string(co, -1, "text 42");
        lua_pop(co, 3);
        assert_int_equal(lua_status(co), LUA_YIELD);
    }
    expect_resume(co, 0, LUA_OK, "done");
}

static void test_scratch_thread(void **state)
{
    lua_State *L = *state;
    lua_State *scratch = lua_newthread(L);
    lua_pushcfunction(scratch, reverse);
    lua_pushinteger(scratch, 1);
    lua_pushinteger(scratch, 2);
    lua_call(scratch, 2, 2);
    assert_lua_integer(scratch, 1, 2);
    lua_pushcfunction(scratch, fail_with_text);
    assert_int_equal(lua_pcall(scratch, 0, 0, 0), LUA_ERRRUN);
    lua_xmove(scratch, L, 1);
    assert_lua_string(L, -1, "text 42");
    assert_int_equal(lua_gettop(scratch), 2);
}

// ---- variables to be closed

static int note_closing(lua_State *L)
{
    lua_getfield(L, LUA_REGISTRYINDEX, "closed");
    const char *before = lua_tostring(L, -1);
    const char *error = luaL_tolstring(L, 2, NULL);
    lua_pushfstring(L, "%s(%s)", before, error);
    lua_setfield(L, LUA_REGISTRYINDEX, "closed");
    return 0;
}

static void push_closable(lua_State *L)
{
    lua_newtable(L);
    lua_newtable(L);
    lua_pushcfunction(L, note_closing);
    lua_setfield(L, -2, "__close");
    lua_setmetatable(L, -2);
}

static int close_and_return(lua_State *L)
{
    push_closable(L);
    lua_toclose(L, -1);
    push_closable(L);
    lua_toclose(L, -1);
    lua_pushinteger(L, 9);
    return 1;
}

static int close_and_fail(lua_State *L)
{
    push_closable(L);
    lua_toclose(L, -1);
    return luaL_error(L, "bad");
}

static int close_table(lua_State *L)
{
    lua_newtable(L);
    lua_toclose(L, -1);
    return 0;
}

static void test_not_closable(void **state)
{
    lua_State *L = *state;
    lua_pushcfunction(L, close_table);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    assert_lua_string(L, -1, "variable '(C temporary)' got a non-closable value");
}

static int close_slots(lua_State *L)
{
    push_closable(L);
    lua_toclose(L, 1);
    lua_pushnil(L);
    lua_toclose(L, 2);
    push_closable(L);
    lua_toclose(L, 3);
    lua_closeslot(L, 3);
    assert_true(lua_isnil(L, 3));
    lua_settop(L, 0);
    lua_pushinteger(L, 1);
    lua_toclose(L, 1);
    return 0;
}

static void expect_closed(lua_State *L, const char *text)
{
    lua_getfield(L, LUA_REGISTRYINDEX, "closed");
    assert_lua_string(L, -1, text);
    lua_settop(L, 0);
    lua_pushliteral(L, "");
    lua_setfield(L, LUA_REGISTRYINDEX, "closed");
}

static void test_closing(void **state)
{
    lua_State *L = *state;
    lua_pushliteral(L, "");
    lua_setfield(L, LUA_REGISTRYINDEX, "closed");
    lua_pushcfunction(L, close_and_return);
    lua_call(L, 0, 1);
    assert_lua_integer(L, 1, 9);
    expect_closed(L, "(nil)(nil)");
    lua_pushcfunction(L, close_and_fail);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    assert_lua_string(L, 1, "bad");
    expect_closed(L, "(bad)");
    lua_pushcfunction(L, close_slots);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    assert_non_null(strstr(lua_tostring(L, 1), "got a non-closable value"));
    expect_closed(L, "(nil)(nil)");
    push_closable(L);
    lua_toclose(L, 1);
    lua_pop(L, 1);
    expect_closed(L, "(nil)");
}

static void test_closing_threads(void **state)
{
    lua_State *L = *state;
    lua_pushliteral(L, "");
    lua_setfield(L, LUA_REGISTRYINDEX, "closed");
    lua_State *co = lua_newthread(L);
    run(L, "function pending(x) local y <close> = x; coroutine.yield() end");
    lua_getglobal(co, "pending");
    push_closable(co);
    expect_resume(co, 1, LUA_YIELD, "");
    assert_int_equal(lua_resetthread(co), LUA_OK);
    assert_int_equal(lua_status(co), LUA_OK);
    expect_closed(L, "(nil)");
}

// ---- chunks

typedef struct Pieces {
    const char *text;
    size_t size;
} Pieces;

// One byte at a time.
static const char *read_piece(lua_State *L, void *data, size_t *size)
{
    (void)L;
    Pieces *pieces = data;
    *size = pieces->size > 0;
    pieces->size -= *size;
    return pieces->text++;
}

static const char *read_and_fail(lua_State *L, void *data, size_t *size)
{
    (void)data;
    (void)size;
    luaL_error(L, "cannot read");
    return NULL;
}

static int append(lua_State *L, const void *p, size_t size, void *data)
{
    (void)L;
    Pieces *pieces = data;
    char *grown = realloc((char *)pieces->text, pieces->size + size);
    assert_non_null(grown);
    memcpy(grown + pieces->size, p, size);
    pieces->text = grown;
    pieces->size += size;
    return 0;
}

static int refuse(lua_State *L, const void *p, size_t size, void *data)
{
    (void)L;
    (void)p;
    (void)size;
    (void)data;
    return 99;
}

static void test_load(void **state)
{
    lua_State *L = *state;
    const char *text = "local a, b = ... return a + b, _ENV";
    Pieces pieces = {text, strlen(text)};
    assert_int_equal(lua_load(L, read_piece, &pieces, "=chunk", "t"), LUA_OK);
    lua_pushinteger(L, 1);
    lua_pushinteger(L, 2);
    lua_call(L, 2, 2);
    assert_lua_integer(L, 1, 3);
    lua_pushglobaltable(L);
    assert_true(lua_rawequal(L, 2, 3));
    lua_settop(L, 0);
    pieces = (Pieces){"x = = 1", 7};
    assert_int_equal(lua_load(L, read_piece, &pieces, "=chunk", NULL), LUA_ERRSYNTAX);
    assert_lua_string(L, 1, "chunk:1: unexpected symbol near '='");
    assert_int_equal(lua_load(L, read_and_fail, NULL, "=chunk", NULL), LUA_ERRRUN);
    assert_lua_string(L, 2, "cannot read");
    assert_int_equal(luaL_loadbufferx(L, "return 1", 8, "=x", "b"), LUA_ERRSYNTAX);
    assert_lua_string(L, 3, "attempt to load a text chunk (mode is 'b')");
    assert_int_equal(luaL_loadbufferx(L, LUA_SIGNATURE, 4, "=x", "t"), LUA_ERRSYNTAX);
    assert_lua_string(L, 4, "attempt to load a binary chunk (mode is 't')");
    assert_int_equal(luaL_loadbufferx(L, LUA_SIGNATURE, 4, "=x", "bt"), LUA_ERRSYNTAX);
    assert_lua_string(L, 5, "x: bad binary format (truncated chunk)");
    assert_int_equal(luaL_loadbufferx(L, "", 0, "=x", NULL), LUA_OK);
    assert_int_equal(luaL_loadbuffer(L, "error('m', 1)", 13, "@file.lua"), LUA_OK);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    assert_lua_string(L, -1, "file.lua:1: m");
    assert_int_equal(lua_gettop(L), 7);
}

static void test_dump(void **state)
{
    lua_State *L = *state;
    Pieces pieces = {NULL, 0};
    luaL_loadstring(L, "local a = ... \n return function() return a, _ENV.x end");
    assert_int_equal(lua_dump(L, append, &pieces, 0), 0);
    assert_int_equal(lua_gettop(L), 1);
    assert_memory_equal(pieces.text, LUA_SIGNATURE, 4);
    lua_State *other = luaL_newstate(); // any state of the same library can load it
    assert_int_equal(luaL_loadbufferx(other, pieces.text, pieces.size, "=other", "b"), LUA_OK);
    lua_pushinteger(other, 8);
    lua_setglobal(other, "x");
    lua_pushinteger(other, 5);
    lua_call(other, 1, 1);
    lua_call(other, 0, 2);
    assert_lua_integer(other, 1, 5);
    assert_lua_integer(other, 2, 8);
    lua_close(other);
    for (size_t size = 0; size < pieces.size; size++) { // no part of it crashes
        if (luaL_loadbufferx(L, pieces.text, size, "=part", "b") == LUA_OK) {
            assert_int_equal(size, 0);
        }
        lua_settop(L, 1);
    }
    assert_int_equal(lua_dump(L, refuse, NULL, 1), 99);
    lua_pushcfunction(L, reverse);
    assert_int_equal(lua_dump(L, append, &pieces, 0), 1);
    free((char *)pieces.text);
}

// Hosts give a chunk another environment.
static void test_environment(void **state)
{
    lua_State *L = *state;
    luaL_loadstring(L, "y = 1; return y");
    assert_string_equal(lua_getupvalue(L, 1, 1), "_ENV");
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, 2);
    assert_string_equal(lua_setupvalue(L, 1, 1), "_ENV");
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    assert_lua_integer(L, -1, 1);
    assert_int_equal(lua_getfield(L, 2, "y"), LUA_TNUMBER);
    assert_int_equal(lua_getglobal(L, "y"), LUA_TNIL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        API_TEST(test_results),
        API_TEST(test_errors),
        API_TEST(test_handlers),
        API_TEST(test_endless_recursion),
        API_TEST(test_yield_across_call),
        API_TEST(test_yield_across_pcall),
        API_TEST(test_yield_where_it_cannot),
        API_TEST(test_resume_from_c),
        API_TEST(test_error_in_coroutine),
        API_TEST(test_call_on_suspended_thread),
        API_TEST(test_scratch_thread),
        API_TEST(test_not_closable),
        API_TEST(test_closing),
        API_TEST(test_closing_threads),
        API_TEST(test_load),
        API_TEST(test_dump),
        API_TEST(test_environment),
    };
    return cmocka_run_group_tests_name("call", tests, NULL, NULL);
}
