// SPDX-License-Identifier: MIT
// test_coroutine.c: coroutines that a host drives: what stays on their stacks, continuations in
// chains, yields from hooks and from C functions with variables to be closed, closing, errors.

#include "tests/api/harness.h"

static char trail[512]; // what happened, as text

static void note(const char *text)
{
    strncat(trail, text, sizeof trail - strlen(trail) - 1);
}

static void expect_trail(const char *text)
{
    assert_string_equal(trail, text);
    trail[0] = '\0';
}

static int resume(lua_State *co, lua_State *from, int arg_count, int *count)
{
    *count = -1;
    return lua_resume(co, from, arg_count, count);
}

// A coroutine in its own thread, which stays on the stack of [L], with the global function [name]
// as its body.
static lua_State *make_coroutine(lua_State *L, const char *name)
{
    lua_State *co = lua_newthread(L);
    lua_getglobal(co, name);
    return co;
}

// ---- what stays on the stack

// Results are on top; a host may leave them there, and they are no arguments of the next resume.
static void test_results_left(void **state)
{
    lua_State *L = *state;
    int count;
    run(L, "function count_arguments(...)\n"
           "  local n = select('#', ...)\n"
           "  for i = 1, 3 do n = n * 10 + select('#', coroutine.yield(i, i)) end\n"
           "  return n\n"
           "end");
    lua_State *co = make_coroutine(L, "count_arguments");
    lua_pushnil(co);
    assert_int_equal(resume(co, L, 1, &count), LUA_YIELD);
    assert_int_equal(count, 2);
    assert_lua_integer(co, -1, 1);
    assert_int_equal(resume(co, L, 0, &count), LUA_YIELD); // the two values are still there
    assert_int_equal(count, 2);
    assert_lua_integer(co, -2, 2);
    lua_pushnil(co);
    lua_pushnil(co);
    assert_int_equal(resume(co, L, 2, &count), LUA_YIELD);
    lua_pop(co, count);
    assert_int_equal(resume(co, L, 0, &count), LUA_OK);
    assert_int_equal(count, 1);
#if LUA_VERSION_RELEASE_NUM >= 50405
    assert_true(lua_tointeger(co, -1) % 10 == 0);
#endif
}

// Values below the function are the host's.
static void test_values_below(void **state)
{
    lua_State *L = *state;
    int count;
    run(L, "function body(a) a = a + coroutine.yield(a) return a, a end");
    lua_State *co = lua_newthread(L);
    lua_pushliteral(co, "mine");
    lua_newtable(co);
    const void *table = lua_topointer(co, 2);
    lua_getglobal(co, "body");
    lua_pushinteger(co, 4);
    assert_int_equal(resume(co, L, 1, &count), LUA_YIELD);
    assert_lua_integer(co, -1, 4);
    lua_pop(co, 1);
    lua_pushinteger(co, 5);
    assert_int_equal(resume(co, L, 1, &count), LUA_OK);
    assert_int_equal(count, 4); // all that is on the stack
    assert_int_equal(lua_gettop(co), 4);
    assert_lua_string(co, 1, "mine");
    assert_ptr_equal(lua_topointer(co, 2), table);
    assert_lua_integer(co, 4, 9);
    lua_settop(co, 2);
    lua_getglobal(co, "body"); // a thread that ended well can run again
    lua_pushinteger(co, 1);
    assert_int_equal(resume(co, L, 1, &count), LUA_YIELD);
    lua_settop(L, 0);
}

static void test_many_values(void **state)
{
    lua_State *L = *state;
    int count;
    run(L, "function echo(...) return coroutine.yield(...) end");
    lua_State *co = make_coroutine(L, "echo");
    assert_true(lua_checkstack(co, 3000));
    for (int i = 1; i <= 3000; i++) {
        lua_pushinteger(co, i);
    }
    assert_int_equal(resume(co, L, 3000, &count), LUA_YIELD);
    assert_int_equal(count, 3000);
    assert_lua_integer(co, -3000, 1);
    assert_true(lua_checkstack(L, 3000));
    lua_xmove(co, L, 3000);
    lua_xmove(L, co, 3000);
    assert_int_equal(resume(co, L, 3000, &count), LUA_OK);
    assert_int_equal(count, 3000);
    assert_lua_integer(co, -1, 3000);
    assert_lua_integer(co, -3000, 1);
}

// ---- resuming what cannot be resumed

static int resume_itself(lua_State *L)
{
    int count;
    lua_pushinteger(L, 1);
    assert_int_equal(resume(L, L, 1, &count), LUA_ERRRUN);
    return 1;
}

static int resume_resumer(lua_State *L)
{
    lua_State *resumer = lua_touserdata(L, 1);
    int count;
    lua_pushinteger(resumer, 1);
    assert_int_equal(resume(resumer, L, 1, &count), LUA_ERRRUN);
    assert_lua_string(resumer, -1, "cannot resume non-suspended coroutine");
    lua_pop(resumer, 1);
    return 0;
}

static int resume_other(lua_State *L)
{
    int count;
    lua_State *other = lua_newthread(L);
    lua_pushcfunction(other, resume_resumer);
    lua_pushlightuserdata(other, L);
    assert_int_equal(resume(other, L, 1, &count), LUA_OK);
    return 0;
}

static void test_not_resumable(void **state)
{
    lua_State *L = *state;
    int count;
    lua_State *co = lua_newthread(L);
    assert_int_equal(resume(co, L, 0, &count), LUA_ERRRUN);
    assert_lua_string(co, -1, "cannot resume dead coroutine");
    lua_settop(co, 0);
    lua_pushcfunction(co, resume_itself);
    assert_int_equal(resume(co, L, 0, &count), LUA_OK);
    assert_lua_string(co, -1, "cannot resume non-suspended coroutine");
    lua_settop(co, 0);
    lua_pushcfunction(co, resume_other);
    assert_int_equal(resume(co, L, 0, &count), LUA_OK);
}

// ---- chains of continuations

static int yield_twice_more(lua_State *L, int status, lua_KContext ctx)
{
    char text[64];
    snprintf(text, sizeof text, "k%d(%d,%d) ", (int)ctx, status, lua_gettop(L));
    note(text);
    if (ctx == 3) {
        return lua_gettop(L);
    }
    lua_pushinteger(L, (lua_Integer)ctx * 10);
    return lua_yieldk(L, 1, ctx + 1, yield_twice_more);
}

static int yield_often(lua_State *L)
{
    return yield_twice_more(L, LUA_OK, 0);
}

static void test_yielding_again(void **state)
{
    lua_State *L = *state;
    int count;
    trail[0] = '\0';
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(co, yield_often);
    lua_pushliteral(co, "kept");
    assert_int_equal(resume(co, L, 1, &count), LUA_YIELD);
    assert_lua_integer(co, -1, 0);
    for (int i = 1; i <= 2; i++) {
        lua_pop(co, count);
        lua_pushliteral(co, "argument");
        assert_int_equal(resume(co, L, 1, &count), LUA_YIELD);
        assert_int_equal(count, 1);
        assert_lua_integer(co, -1, i * 10);
    }
    lua_pop(co, count);
    assert_int_equal(resume(co, L, 0, &count), LUA_OK);
    assert_int_equal(count, 3);
    assert_lua_string(co, -3, "kept");
    assert_lua_string(co, -1, "argument");
    expect_trail("k0(0,1) k1(1,2) k2(1,3) k3(1,3) ");
}

// Each level calls the one below with a continuation, alternately protected; the lowest yields,
// then fails.
static int after_level(lua_State *L, int status, lua_KContext ctx)
{
    char text[64];
    snprintf(text, sizeof text, "%d:%d ", (int)ctx, status);
    note(text);
    if (ctx == 2) {
        return luaL_error(L, "from level %d", (int)ctx);
    }
    return 1;
}

static int level(lua_State *L)
{
    lua_Integer n = lua_tointeger(L, 1);
    if (n == 0) {
        return lua_yield(L, 0);
    }
    lua_pushcfunction(L, level);
    lua_pushinteger(L, n - 1);
    if (n % 2 == 0) {
        lua_callk(L, 1, 1, (lua_KContext)n, after_level);
        return after_level(L, LUA_OK, (lua_KContext)n);
    }
    int status = lua_pcallk(L, 1, 1, 0, (lua_KContext)n, after_level);
    return after_level(L, status, (lua_KContext)n);
}

static void test_chain_of_continuations(void **state)
{
    lua_State *L = *state;
    int count;
    trail[0] = '\0';
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(co, level);
    lua_pushinteger(co, 5);
    assert_int_equal(resume(co, L, 1, &count), LUA_YIELD);
    expect_trail("");
    lua_pushliteral(co, "value");
    assert_int_equal(resume(co, L, 1, &count), LUA_OK);
    expect_trail("1:1 2:1 3:2 4:1 5:1 "); // level 3 caught the error of level 2
    assert_int_equal(count, 1);
    assert_lua_string(co, -1, "from level 2");
}

// A handler is still in place after a yield.
static int add_mark(lua_State *L)
{
    lua_pushfstring(L, "<%s>", lua_tostring(L, 1));
    return 1;
}

static int return_all(lua_State *L, int status, lua_KContext ctx)
{
    (void)ctx;
    lua_pushinteger(L, status);
    return lua_gettop(L);
}

static int call_with_handler(lua_State *L)
{
    lua_pushcfunction(L, add_mark);
    lua_insert(L, 1);
    return return_all(L, lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 1, 0, return_all), 0);
}

static void test_handler_after_yield(void **state)
{
    lua_State *L = *state;
    int count;
    run(L, "function fails_later(x) coroutine.yield(x) error('late', 0) end");
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(co, call_with_handler);
    lua_getglobal(co, "fails_later");
    lua_pushinteger(co, 1);
    assert_int_equal(resume(co, L, 2, &count), LUA_YIELD);
    lua_pop(co, count);
    assert_int_equal(resume(co, L, 0, &count), LUA_OK);
    assert_int_equal(count, 3);
    assert_lua_string(co, -2, "<late>");
    assert_lua_integer(co, -1, LUA_ERRRUN);
}

// Lua code between C functions with continuations; the yield comes from a metamethod.
static int index_by_call(lua_State *L)
{
    lua_settop(L, 2);
    lua_getfield(L, LUA_REGISTRYINDEX, "getter");
    lua_insert(L, 1);
    lua_callk(L, 2, 1, 0, return_all);
    return return_all(L, LUA_OK, 0) - 1;
}

static void test_yield_in_metamethod(void **state)
{
    lua_State *L = *state;
    int count;
    run(L, "function getter(t, k) return coroutine.yield(k) end");
    lua_getglobal(L, "getter");
    lua_setfield(L, LUA_REGISTRYINDEX, "getter");
    lua_register(L, "index", index_by_call);
    run(L, "local object = setmetatable({}, {__index = function(t, k) return (index(t, k)) end})\n"
           "function read() local a = object.first + object.second return a, object.third end");
    lua_State *co = make_coroutine(L, "read");
    static const char *const keys[] = {"first", "second", "third"};
    for (int i = 0; i < 3; i++) {
        if (i > 0) {
            lua_pop(co, count);
            lua_pushinteger(co, i);
        }
        assert_int_equal(resume(co, L, i > 0, &count), LUA_YIELD);
        assert_lua_string(co, -1, keys[i]);
    }
    lua_pop(co, count);
    lua_pushliteral(co, "end");
    assert_int_equal(resume(co, L, 1, &count), LUA_OK);
    assert_lua_integer(co, -2, 3);
    assert_lua_string(co, -1, "end");
}

// ---- where a yield is possible

static int tell_yieldable(lua_State *L)
{
    lua_pushboolean(L, lua_isyieldable(L));
    return 1;
}

static int call_plainly(lua_State *L)
{
    lua_call(L, lua_gettop(L) - 1, 1);
    return 1;
}

static int call_protected_plainly(lua_State *L)
{
    lua_pushinteger(L, lua_pcall(L, lua_gettop(L) - 1, 1, 0));
    return 2;
}

static void test_yieldable(void **state)
{
    lua_State *L = *state;
    int count;
    lua_register(L, "yieldable", tell_yieldable);
    lua_register(L, "plain", call_plainly);
    lua_register(L, "protected", call_protected_plainly);
    run(L, "assert(not yieldable())\n"
           "function ask()\n"
           "  local ok, status = protected(coroutine.yield)\n"
           "  assert(status == 2 and ok == 'attempt to yield across a C-call boundary')\n"
           "  local inner = plain(coroutine.wrap(function() coroutine.yield(yieldable()) end))\n"
           "  return yieldable(), plain(yieldable), inner, (select(2, pcall(yieldable)))\n"
           "end");
    lua_State *co = make_coroutine(L, "ask");
    assert_int_equal(resume(co, L, 0, &count), LUA_OK);
    assert_int_equal(count, 4);
    assert_int_equal(lua_toboolean(co, -4), 1);
    assert_int_equal(lua_toboolean(co, -3), 0);
    assert_int_equal(lua_toboolean(co, -2), 1);
    assert_int_equal(lua_toboolean(co, -1), 1);
}

// ---- variables to be closed

static int note_close(lua_State *L)
{
    note(lua_tostring(L, lua_upvalueindex(1)));
    note(lua_isnil(L, 2) ? " " : "! ");
    return 0;
}

static int close_with_yield(lua_State *L)
{
    note(lua_tostring(L, lua_upvalueindex(1)));
    note("~ ");
    return lua_yield(L, 0);
}

static int close_with_error(lua_State *L)
{
    note(lua_tostring(L, lua_upvalueindex(1)));
    note("* ");
    return luaL_error(L, "closing %s", lua_tostring(L, lua_upvalueindex(1)));
}

static void push_closable(lua_State *L, const char *name, lua_CFunction close)
{
    lua_newtable(L);
    lua_newtable(L);
    lua_pushstring(L, name);
    lua_pushcclosure(L, close, 1);
    lua_setfield(L, -2, "__close");
    lua_setmetatable(L, -2);
}

static int return_with_pending(lua_State *L)
{
    push_closable(L, "a", note_close);
    lua_toclose(L, -1);
    push_closable(L, "b", close_with_yield);
    lua_toclose(L, -1);
    push_closable(L, "c", close_with_yield);
    lua_toclose(L, -1);
    lua_pushinteger(L, 1);
    lua_pushinteger(L, 2);
    return 2;
}

// __close methods that yield while a C function returns.
static void test_yield_while_returning(void **state)
{
    lua_State *L = *state;
    int count;
    trail[0] = '\0';
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(co, return_with_pending);
    assert_int_equal(resume(co, L, 0, &count), LUA_YIELD);
    assert_int_equal(count, 0);
    expect_trail("c~ ");
    assert_int_equal(resume(co, L, 0, &count), LUA_YIELD);
    expect_trail("b~ ");
    assert_int_equal(resume(co, L, 0, &count), LUA_OK);
    expect_trail("a ");
    assert_int_equal(count, 2);
    assert_lua_integer(co, -2, 1);
    assert_lua_integer(co, -1, 2);
}

static int yield_with_pending_k(lua_State *L, int status, lua_KContext ctx)
{
    (void)status;
    (void)ctx;
    note("k ");
    lua_settop(L, 0); // closes what was marked before the yield
    note("cut ");
    return 0;
}

static int yield_with_pending(lua_State *L)
{
    push_closable(L, "a", note_close);
    lua_toclose(L, -1);
    push_closable(L, "b", note_close);
    lua_toclose(L, -1);
    return lua_yieldk(L, 0, 0, yield_with_pending_k);
}

static void test_pending_across_yield(void **state)
{
    lua_State *L = *state;
    int count;
    trail[0] = '\0';
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(co, yield_with_pending);
    assert_int_equal(resume(co, L, 0, &count), LUA_YIELD);
    expect_trail("");
    assert_int_equal(resume(co, L, 0, &count), LUA_OK);
    expect_trail("k b a cut ");
    lua_pushcfunction(co, yield_with_pending);
    assert_int_equal(resume(co, L, 0, &count), LUA_YIELD);
    assert_int_equal(lua_resetthread(co), LUA_OK);
    expect_trail("b a ");
    assert_int_equal(lua_gettop(co), 0);
    assert_int_equal(lua_status(co), LUA_OK);
}

static int pending_with_errors(lua_State *L)
{
    push_closable(L, "a", note_close);
    lua_toclose(L, -1);
    push_closable(L, "b", close_with_error);
    lua_toclose(L, -1);
    push_closable(L, "c", close_with_error);
    lua_toclose(L, -1);
    push_closable(L, "d", note_close);
    lua_toclose(L, -1);
    return lua_yield(L, 0);
}

static void test_errors_in_closing(void **state)
{
    lua_State *L = *state;
    int count;
    trail[0] = '\0';
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(co, pending_with_errors);
    assert_int_equal(resume(co, L, 0, &count), LUA_YIELD);
    assert_int_equal(lua_resetthread(co), LUA_ERRRUN);
    expect_trail("d c* b* a! ");
    assert_int_equal(lua_gettop(co), 1);
    assert_lua_string(co, 1, "closing b");
    assert_int_equal(lua_status(co), LUA_OK);
    lua_settop(co, 0);
    lua_pushcfunction(co, tell_yieldable); // usable again
    assert_int_equal(resume(co, L, 0, &count), LUA_OK);
    assert_true(lua_toboolean(co, -1));
}

// Until it is closed, a coroutine that failed keeps its variables.
static void test_closing_after_error(void **state)
{
    lua_State *L = *state;
    int count;
    trail[0] = '\0';
    push_closable(L, "x", note_close);
    lua_setglobal(L, "x");
    run(L, "function fails() local y <close> = x; local z <close> = x; error('reason', 0) end");
    lua_State *co = make_coroutine(L, "fails");
    assert_int_equal(resume(co, L, 0, &count), LUA_ERRRUN);
    assert_lua_string(co, -1, "reason");
    expect_trail("");
    assert_int_equal(lua_resetthread(co), LUA_ERRRUN);
    expect_trail("x! x! ");
    assert_lua_string(co, -1, "reason");
    assert_int_equal(lua_gettop(co), 1);
#if LUA_VERSION_RELEASE_NUM >= 50406
    lua_settop(co, 0);
    lua_getglobal(co, "fails");
    assert_int_equal(resume(co, L, 0, &count), LUA_ERRRUN);
    assert_int_equal(lua_closethread(co, L), LUA_ERRRUN);
    assert_lua_string(co, -1, "reason");
    assert_int_equal(lua_closethread(co, L), LUA_OK);
    assert_int_equal(lua_gettop(co), 0);
#endif
}

// ---- hooks that yield

static int hook_line; // told last

static void yield_at_line(lua_State *L, lua_Debug *ar)
{
    lua_getinfo(L, "l", ar);
    hook_line = ar->currentline;
    lua_yield(L, 0);
}

// The state of the coroutine can be looked at while it is suspended in its hook.
static void test_yield_in_line_hook(void **state)
{
    lua_State *L = *state;
    int count;
    lua_Debug ar;
    lua_State *co = lua_newthread(L);
    static const char text[] = "local a = 10\nlocal b = a + 1\nreturn a, b";
    luaL_loadbuffer(co, text, sizeof text - 1, "=chunk");
    lua_sethook(co, yield_at_line, LUA_MASKLINE, 0);
    int line = 0;
    int status;
    while ((status = resume(co, L, 0, &count)) == LUA_YIELD) {
        assert_int_equal(count, 0);
        assert_int_equal(lua_getstack(co, 0, &ar), 1);
        assert_int_equal(lua_getinfo(co, "S", &ar), 1);
        assert_string_equal(ar.short_src, "chunk");
        if (hook_line > line) { // 5.4.4 tells the first line twice
            assert_int_equal(hook_line, ++line);
        }
        if (line == 3) {
            assert_string_equal(lua_getlocal(co, &ar, 1), "a");
            assert_lua_integer(co, -1, 10);
            lua_pop(co, 1);
            lua_pushinteger(co, 77);
            assert_string_equal(lua_setlocal(co, &ar, 1), "a");
        }
    }
    assert_int_equal(status, LUA_OK);
    assert_int_equal(line, 3);
    assert_int_equal(count, 2);
    assert_lua_integer(co, -2, 77);
    assert_lua_integer(co, -1, 11);
}

static void yield_once(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    lua_sethook(L, NULL, 0, 0);
    lua_yield(L, 0);
}

// A count hook that yields anywhere does not disturb what runs.
static void test_yield_in_count_hook(void **state)
{
    lua_State *L = *state;
    int count;
    run(L, "function work()\n"
           "  local t = setmetatable({}, {__index = function(_, k) return k * 2 end})\n"
           "  local s = 0\n"
           "  for i, v in ipairs{5, 6, 7} do s = s + t[i] + v end\n"
           "  for w in ('a b c'):gmatch('%a') do s = s + #w end\n"
           "  local ok, e = pcall(error, 'x')\n"
           "  s = s + (ok and 100 or #e) + select('#', table.unpack({1, 2, 3}))\n"
           "  return s .. '', s\n"
           "end\n"
           "expected = work()");
    for (int steps = 1; steps < 120; steps++) {
        lua_State *co = make_coroutine(L, "work");
        lua_sethook(co, yield_once, LUA_MASKCOUNT, steps);
        int status = resume(co, L, 0, &count);
        if (status == LUA_YIELD) {
            assert_int_equal(count, 0);
            status = resume(co, L, 0, &count);
        }
        assert_int_equal(status, LUA_OK);
        assert_int_equal(count, 2);
        lua_getglobal(co, "expected");
        assert_true(lua_rawequal(co, -1, -3));
        lua_settop(L, 0);
    }
}

static void yield_always(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    lua_yield(L, 0);
}

static int push_five(lua_State *L, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    lua_pushinteger(L, 5);
    return 1;
}

static int call_and_push_five(lua_State *L)
{
    lua_callk(L, 0, 0, 0, push_five);
    return push_five(L, LUA_OK, 0);
}

// A hook yields where C functions with continuations wait for the code hooked.
static void test_yield_in_hook_below_c(void **state)
{
    lua_State *L = *state;
    int count;
    lua_register(L, "call", call_and_push_five);
    run(L, "n = 0\n"
           "function body()\n"
           "  local result = call(function() for i = 1, 3 do n = n + 1 end end)\n"
           "  return result, n\n"
           "end");
    lua_State *co = make_coroutine(L, "body");
    lua_sethook(co, yield_always, LUA_MASKCOUNT, 1);
    int status;
    int yields = 0;
    while ((status = resume(co, L, 0, &count)) == LUA_YIELD) {
        assert_int_equal(count, 0);
        yields++;
    }
    assert_int_equal(status, LUA_OK);
    assert_int_equal(count, 2);
    assert_lua_integer(co, -2, 5);
    assert_lua_integer(co, -1, 3);
    assert_true(yields > 12);
}

static void yield_and_fail(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    lua_sethook(L, yield_and_fail, LUA_MASKCOUNT, 1000000); // not again
    lua_yield(L, 0);
    luaL_error(L, "failed in the hook");
}

// The yield is forgotten when the hook that asked for it fails.
static void test_failing_hook_does_not_yield(void **state)
{
    lua_State *L = *state;
    int count;
    run(L, "function body()\n"
           "  local ok, message = pcall(function() for i = 1, 100 do end end)\n"
           "  assert(not ok and message:find('failed in the hook'), message)\n"
           "  local n = 0\n"
           "  for i = 1, 100 do n = n + i end\n"
           "  return n\n"
           "end");
    lua_State *co = make_coroutine(L, "body");
    lua_sethook(co, yield_and_fail, LUA_MASKCOUNT, 30);
    assert_int_equal(resume(co, L, 0, &count), LUA_OK);
    assert_int_equal(count, 1);
    assert_lua_integer(co, -1, 5050);
}

// ---- memory fails

static int requests_left; // then all fail; negative: none fails

static void *failing_alloc(void *data, void *block, size_t old_size, size_t new_size)
{
    (void)data;
    (void)old_size;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    if (requests_left == 0) {
        return NULL;
    }
    requests_left -= requests_left > 0;
    return realloc(block, new_size);
}

static int fail_soon(lua_State *L)
{
    lua_gc(L, LUA_GCSTOP);
    requests_left = (int)luaL_checkinteger(L, 1);
    return 0;
}

static int fail_no_more(lua_State *L)
{
    (void)L;
    requests_left = -1;
    return 0;
}

static lua_State *open_failing(int depth, int allowed)
{
    requests_left = -1;
    lua_State *L = lua_newstate(failing_alloc, NULL);
    luaL_openlibs(L);
    lua_register(L, "fail_soon", fail_soon);
    lua_register(L, "fail_no_more", fail_no_more);
    lua_pushinteger(L, depth);
    lua_setglobal(L, "depth");
    lua_pushinteger(L, allowed);
    lua_setglobal(L, "allowed");
    return L;
}

// A switch for which there is no memory has no effect: it can be tried again.
static void test_switch_without_memory(void **state)
{
    (void)state;
    static const char yields[] = "local yield = coroutine.yield\n"
                                 "local function deep(n)\n"
                                 "  if n > 0 then return (deep(n - 1)) end\n"
                                 "  local a, b = yield(1, 2)\n"
                                 "  return a\n"
                                 "end\n"
                                 "local function try() local a, b = wrapped(7) return a, b end\n"
                                 "wrapped = coroutine.wrap(function() return deep(depth) end)\n"
                                 "fail_soon(allowed)\n"
                                 "local ok, a, b = pcall(try)\n"
                                 "fail_no_more()\n"
                                 "assert(ok and a == 1 and b == 2 or a == 'not enough memory')";
    static const char resumes[] =
        "local co = coroutine.create(function(a) local b = coroutine.yield(a) return b end)\n"
        "local resume = coroutine.resume\n"
        "local function deep(n)\n"
        "  if n > 0 then return (deep(n - 1)) end\n"
        "  local ok, a = resume(co, 5)\n"
        "  return a\n"
        "end\n"
        "local function try() return (deep(depth)) end\n"
        "for i = 1, 2 do\n"
        "  fail_soon(allowed)\n"
        "  local ok, message = pcall(try)\n"
        "  fail_no_more()\n"
        "  local status = coroutine.status(co)\n"
        "  assert(status == 'suspended' or status == 'dead')\n"
        "  assert(ok or message == 'not enough memory')\n"
        "  collectgarbage()\n"
        "end";
    for (int i = 0; i < 40 * 4; i++) {
        lua_State *L = open_failing(i / 4, i % 4);
        run(L, yields);
        run(L, resumes);
        lua_close(L);
    }
}

// ---- errors and memory of threads

// The error object may be anything, and is the only result.
static int fail_with_table(lua_State *L)
{
    lua_settop(L, 0);
    lua_pushinteger(L, 1);
    lua_newtable(L);
    return lua_error(L);
}

static void test_error_objects(void **state)
{
    lua_State *L = *state;
    int count;
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(co, fail_with_table);
    assert_int_equal(resume(co, L, 0, &count), LUA_ERRRUN);
    assert_int_equal(lua_type(co, -1), LUA_TTABLE);
    assert_int_equal(lua_status(co), LUA_ERRRUN);
    lua_pushinteger(co, 1);
    assert_int_equal(resume(co, L, 1, &count), LUA_ERRRUN); // stays dead
    assert_lua_string(co, -1, "cannot resume dead coroutine");
    assert_int_equal(lua_type(co, -2), LUA_TTABLE);
}

// Threads that nothing refers to any more are collected with all they hold, suspended or not.
static void test_collected_threads(void **state)
{
    lua_State *L = *state;
    int count;
    run(L,
        "alive = setmetatable({}, {__mode = 'k'})\n"
        "function hold() local t = {} alive[t] = true coroutine.yield() end\n"
        "function number_alive() local n = 0 for _ in pairs(alive) do n = n + 1 end return n end");
    for (int i = 0; i < 20; i++) {
        lua_State *co = make_coroutine(L, "hold");
        assert_int_equal(resume(co, L, 0, &count), LUA_YIELD);
    }
    lua_gc(L, LUA_GCCOLLECT);
    lua_getglobal(L, "number_alive");
    lua_call(L, 0, 1);
    assert_lua_integer(L, -1, 20);
    lua_settop(L, 5);
    lua_gc(L, LUA_GCCOLLECT);
    lua_getglobal(L, "number_alive");
    lua_call(L, 0, 1);
    assert_lua_integer(L, -1, 5);
}

static int deep_resume(lua_State *L)
{
    int count;
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(co, deep_resume);
    int status = lua_resume(co, L, 0, &count);
    if (status != LUA_OK) {
        lua_xmove(co, L, 1);
        return lua_error(L);
    }
    return 0;
}

// Resumes inside of resumes by C end in an error, not in a crash.
static void test_endless_resumes(void **state)
{
    lua_State *L = *state;
    lua_pushcfunction(L, deep_resume);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    assert_non_null(strstr(lua_tostring(L, -1), "C stack overflow"));
}

static int do_nothing(lua_State *L)
{
    (void)L;
    return 0;
}

// Uses a dead thread as a stack.
static int use_anew(lua_State *L)
{
    lua_State *co = lua_tothread(L, 1);
    lua_resetthread(co);
    lua_settop(co, 0);
    lua_pushcfunction(co, do_nothing);
    lua_call(co, 0, 0);
    return 0;
}

// An error comes through many coroutines; one of them is used for something else meanwhile.
static void test_used_anew_on_the_way(void **state)
{
    lua_State *L = *state;
    lua_register(L, "use_anew", use_anew);
    run(L, "local dead = {}\n"
           "local function make(n)\n"
           "  return coroutine.create(function()\n"
           "    if n == 0 then error('deep', 0) end\n"
           "    dead[n] = make(n - 1)\n"
           "    local ok, message = coroutine.resume(dead[n])\n"
           "    if n == 15 then use_anew(dead[14]) end\n"
           "    dead[n - 3] = nil\n"
           "    collectgarbage()\n"
           "    error(message, 0)\n"
           "  end)\n"
           "end\n"
           "local ok, message = coroutine.resume(make(40))\n"
           "assert(not ok and message == 'deep')");
}

// ---- the main thread as a coroutine

static int yield_twice(lua_State *L, int status, lua_KContext context)
{
    if (context == 2) {
        lua_pushinteger(L, status);
        return 1;
    }
    lua_pushinteger(L, context);
    return lua_yieldk(L, 1, context + 1, yield_twice);
}

static int start_yielding(lua_State *L)
{
    return yield_twice(L, LUA_OK, 0);
}

static void yield_at_count(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    lua_yield(L, 0);
}

// Hosts resume the main thread itself, which nothing runs on.
static void test_main_thread_resumed(void **state)
{
    lua_State *L = *state;
    int count;
    run(L,
        "function loop(n) for i = 1, n do assert(coroutine.yield(i, 'x') == 'back') end return "
        "'end' end\n"
        "function nested(...)\n"
        "    local inner = coroutine.wrap(function () coroutine.yield(1) coroutine.yield(2) end)\n"
        "    return pcall(function () return inner() + coroutine.yield('out') + inner() end)\n"
        "end\n"
        "function spin() local n = 0 for i = 1, 1000 do n = n + i end return n end");
    lua_getglobal(L, "loop");
    lua_pushinteger(L, 3);
    for (int i = 1; i <= 3; i++) {
        assert_int_equal(lua_resume(L, NULL, 1, &count), LUA_YIELD);
        assert_int_equal(count, 2);
        assert_lua_integer(L, -2, i);
        assert_int_equal(lua_status(L), LUA_YIELD);
        lua_pop(L, 2);
        lua_gc(L, LUA_GCCOLLECT);
        lua_pushliteral(L, "back");
    }
    assert_int_equal(lua_resume(L, NULL, 1, &count), LUA_OK);
    assert_int_equal(count, 1);
    assert_lua_string(L, -1, "end");
    lua_settop(L, 0);
    lua_getglobal(L, "nested");
    assert_int_equal(lua_resume(L, NULL, 0, &count), LUA_YIELD);
    assert_lua_string(L, -1, "out");
    lua_pop(L, 1);
    lua_pushinteger(L, 40);
    assert_int_equal(lua_resume(L, NULL, 1, &count), LUA_OK);
    assert_lua_integer(L, -1, 43);
    lua_settop(L, 0);
    lua_pushcfunction(L, start_yielding);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(lua_resume(L, L, 0, &count), LUA_YIELD);
        assert_lua_integer(L, -1, i);
        lua_pop(L, 1);
    }
    assert_int_equal(lua_resume(L, L, 0, &count), LUA_OK);
    assert_lua_integer(L, -1, LUA_YIELD);
    lua_settop(L, 0);
    lua_sethook(L, yield_at_count, LUA_MASKCOUNT, 100);
    lua_getglobal(L, "spin");
    int yields = 0;
    while (lua_resume(L, NULL, 0, &count) == LUA_YIELD) {
        yields++;
    }
    lua_sethook(L, NULL, 0, 0);
    assert_true(yields >= 10);
    assert_lua_integer(L, -1, 500500);
    lua_settop(L, 0);
    run(L, "assert(not pcall(coroutine.yield)) assert(not coroutine.isyieldable())"); // as before
    luaL_loadstring(L, "coroutine.yield(7) error('gone')");
    assert_int_equal(lua_resume(L, NULL, 0, &count), LUA_YIELD);
    lua_pop(L, 1);
    assert_int_equal(lua_resume(L, NULL, 0, &count), LUA_ERRRUN);
    assert_non_null(strstr(lua_tostring(L, -1), "gone"));
    assert_int_equal(lua_resetthread(L), LUA_ERRRUN);
    lua_settop(L, 0);
    run(L, "assert(loop and not coroutine.isyieldable())");
    lua_getglobal(L, "loop"); // suspended when the state is closed
    lua_pushinteger(L, 1);
    assert_int_equal(lua_resume(L, NULL, 1, &count), LUA_YIELD);
}

// ---- errors in protected calls with a continuation

static int seen_status;
static lua_KContext seen_context;
static int has_returned; // lua_pcallk to the function that called it

static int note_catch(lua_State *L, int status, lua_KContext context)
{
    seen_status = status;
    seen_context = context;
    return lua_gettop(L);
}

static int call_protected(lua_State *L)
{
    int status = lua_pcallk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, 7, note_catch);
    has_returned = 1;
    return note_catch(L, status, 8);
}

// Runs [code] in [thread], resuming it until it ends.
static void run_catching(lua_State *L, lua_State *thread, const char *code)
{
    int count;
    seen_status = -1;
    has_returned = 0;
    lua_pushcfunction(thread, call_protected);
    lua_setglobal(thread, "protect");
    assert_int_equal(luaL_loadstring(thread, code), LUA_OK);
    if (thread == L) {
        assert_int_equal(lua_pcall(L, 0, LUA_MULTRET, 0), LUA_OK);
        return;
    }
    int status;
    while ((status = lua_resume(thread, L, 0, &count)) == LUA_YIELD) {
        lua_pop(thread, count);
    }
    assert_int_equal(status, LUA_OK);
}

// In a coroutine the continuation gets the error, whether there was a yield or not; where nothing
// can yield, the call itself returns it.
static void test_error_to_continuation(void **state)
{
    static const char *const codes[] = {
        "return protect(error, 'message')",
        "return protect(function () coroutine.yield() error('message', 0) end)",
        "return pcall(protect, error, 'message')",
        "return protect(function () protect(nil) error('message', 0) end)",
        "return protect(function () local c <close> = setmetatable({}, {__close = function () "
        "coroutine.yield() end}) error('message', 0) end)",
    };
    lua_State *L = *state;
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        lua_State *thread = lua_newthread(L);
        run_catching(L, thread, codes[i]);
        assert_false(has_returned);
        assert_int_equal(seen_status, LUA_ERRRUN);
        assert_int_equal(seen_context, 7);
        assert_lua_string(thread, -1, "message");
    }
    run_catching(L, *state, codes[0]);
    assert_true(has_returned);
    assert_int_equal(seen_status, LUA_ERRRUN);
    assert_int_equal(seen_context, 8);
    assert_lua_string(L, -1, "message");
}

// Those who called the function that has not returned go on by their continuations as well.
static void test_error_through_continuations(void **state)
{
    lua_State *L = *state;
    lua_State *thread = lua_newthread(L);
    run_catching(L, thread, "return protect(protect, error, 'message')");
    assert_false(has_returned);
    assert_int_equal(seen_status, LUA_YIELD);
    assert_int_equal(seen_context, 7);
    assert_lua_string(thread, -1, "message");
    run_catching(L, thread, "return protect(protect, type, 'message')");
    assert_true(has_returned);
    assert_int_equal(seen_status, LUA_OK);
    assert_int_equal(seen_context, 8);
    assert_lua_string(thread, -1, "string");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        API_TEST(test_error_to_continuation),
        API_TEST(test_error_through_continuations),
        API_TEST(test_main_thread_resumed),
        API_TEST(test_results_left),
        API_TEST(test_values_below),
        API_TEST(test_many_values),
        API_TEST(test_not_resumable),
        API_TEST(test_yielding_again),
        API_TEST(test_chain_of_continuations),
        API_TEST(test_handler_after_yield),
        API_TEST(test_yield_in_metamethod),
        API_TEST(test_yieldable),
        API_TEST(test_yield_while_returning),
        API_TEST(test_pending_across_yield),
        API_TEST(test_errors_in_closing),
        API_TEST(test_closing_after_error),
        API_TEST(test_yield_in_line_hook),
        API_TEST(test_yield_in_count_hook),
        API_TEST(test_yield_in_hook_below_c),
        API_TEST(test_failing_hook_does_not_yield),
        cmocka_unit_test(test_switch_without_memory),
        API_TEST(test_error_objects),
        API_TEST(test_collected_threads),
        API_TEST(test_used_anew_on_the_way),
        API_TEST(test_endless_resumes),
    };
    return cmocka_run_group_tests_name("coroutine", tests, NULL, NULL);
}
