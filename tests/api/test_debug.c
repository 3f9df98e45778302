// SPDX-License-Identifier: MIT
// test_debug.c: inspecting activations, variables and upvalues; tracebacks; hooks.

#include "tests/api/harness.h"

static void load(lua_State *L, const char *name, const char *text)
{
    if (luaL_loadbuffer(L, text, strlen(text), name) != LUA_OK) {
        fail_msg("%s", lua_tostring(L, -1));
    }
}

static lua_Debug seen; // by 'look'

// Keeps what is known of the caller.
static int look(lua_State *L)
{
    lua_Debug ar;
    assert_int_equal(lua_getstack(L, 1, &ar), 1);
    assert_int_equal(lua_getinfo(L, "nSlutr", &ar), 1);
    seen = ar;
    return 0;
}

static void test_levels(void **state)
{
    lua_State *L = *state;
    lua_Debug ar;
    assert_int_equal(lua_getstack(L, 0, &ar), 0);
    assert_int_equal(lua_getstack(L, -1, &ar), 0);
    lua_register(L, "look", look);
    load(L, "@some/file.lua", "local function inner(a, b, ...)\n  look()\nend\n\ninner(1, 2, 3)");
    lua_call(L, 0, 0);
    assert_string_equal(seen.name, "inner");
    assert_string_equal(seen.namewhat, "local");
    assert_string_equal(seen.what, "Lua");
    assert_string_equal(seen.source, "@some/file.lua");
    assert_int_equal(seen.srclen, 14);
    assert_string_equal(seen.short_src, "some/file.lua");
    assert_int_equal(seen.currentline, 2);
    assert_int_equal(seen.linedefined, 1);
    assert_int_equal(seen.lastlinedefined, 3);
    assert_int_equal(seen.nparams, 2);
    assert_true(seen.isvararg);
    assert_int_equal(seen.nups, 1);
    assert_int_equal(seen.istailcall, 0);
    run(L, "function tail() look() end (function() return tail() end)()");
    assert_true(seen.istailcall);
    assert_string_equal(seen.namewhat, "");
    assert_null(seen.name);
    run(L, "look()");
    assert_string_equal(seen.what, "main");
    assert_string_equal(seen.short_src, "[string \"look()\"]");
}

static void test_functions(void **state)
{
    lua_State *L = *state;
    lua_Debug ar;
    lua_pushcfunction(L, look);
    lua_getinfo(L, ">Slnu", &ar);
    assert_int_equal(lua_gettop(L), 0);
    assert_string_equal(ar.what, "C");
    assert_string_equal(ar.short_src, "[C]");
    assert_string_equal(ar.source, "=[C]");
    assert_int_equal(ar.currentline, -1);
    assert_int_equal(ar.linedefined, -1);
    assert_int_equal(ar.isvararg, 1);
    assert_int_equal(ar.nups, 0);
    load(L, "=chunk", "local x\n\nx = 1\nreturn x");
    lua_pushvalue(L, -1);
    assert_int_equal(lua_getinfo(L, ">fL", &ar), 1);
    assert_int_equal(lua_gettop(L), 3);
    assert_true(lua_rawequal(L, 1, 2));
    assert_int_equal(lua_rawgeti(L, 3, 3), LUA_TBOOLEAN);
    assert_int_equal(lua_rawgeti(L, 3, 4), LUA_TBOOLEAN);
    assert_int_equal(lua_rawgeti(L, 3, 2), LUA_TNIL);
    lua_pushvalue(L, 1);
    assert_int_equal(lua_getinfo(L, ">SX", &ar), 0);
    load(L, "=chunk", "return function(first, second) local third end");
    lua_call(L, 0, 1);
    int top = lua_gettop(L);
    assert_string_equal(lua_getlocal(L, NULL, 1), "first");
    lua_settop(L, top);
    assert_string_equal(lua_getlocal(L, NULL, 2), "second");
    lua_settop(L, top);
    assert_null(lua_getlocal(L, NULL, 3));
}

// Replaces the caller's second variable by 99.
static int change_local(lua_State *L)
{
    lua_Debug ar;
    assert_int_equal(lua_getstack(L, 1, &ar), 1);
    int top = lua_gettop(L);
    assert_string_equal(lua_getlocal(L, &ar, 1), "a");
    assert_lua_integer(L, -1, 1);
    assert_string_equal(lua_getlocal(L, &ar, 2), "b");
    assert_string_equal(lua_getlocal(L, &ar, -1), "(vararg)");
    assert_lua_integer(L, -1, 3);
    assert_null(lua_getlocal(L, &ar, -3));
    assert_null(lua_getlocal(L, &ar, 100));
    assert_int_equal(lua_gettop(L), top + 3);
    lua_pushinteger(L, 99);
    assert_string_equal(lua_setlocal(L, &ar, 2), "b");
    assert_int_equal(lua_gettop(L), top + 3);
    lua_pushinteger(L, 98);
    assert_string_equal(lua_setlocal(L, &ar, -2), "(vararg)");
    assert_int_equal(lua_getstack(L, 0, &ar), 1);
    assert_string_equal(lua_getlocal(L, &ar, 1), "(C temporary)");
    return 0;
}

static void test_locals(void **state)
{
    lua_State *L = *state;
    lua_register(L, "change", change_local);
    run(L, "local function f(a, b, ...)\n"
           "  change(a)\n"
           "  return b, ...\n"
           "end\n"
           "local b, c, d = f(1, 2, 3, 4)\n"
           "assert(b == 99 and c == 3 and d == 98)");
}

static void test_upvalues(void **state)
{
    lua_State *L = *state;
    run(L, "local x, y = 1, 2\n"
           "function f() x = x + 1; return x end\n"
           "function g() return x, y end");
    lua_getglobal(L, "f");
    lua_getglobal(L, "g");
    assert_string_equal(lua_getupvalue(L, 1, 1), "x");
    assert_lua_integer(L, -1, 1);
    assert_string_equal(lua_getupvalue(L, 2, 2), "y");
    assert_null(lua_getupvalue(L, 2, 3));
    assert_null(lua_getupvalue(L, 2, 0));
    assert_int_equal(lua_gettop(L), 4);
    assert_ptr_equal(lua_upvalueid(L, 1, 1), lua_upvalueid(L, 2, 1));
    assert_ptr_not_equal(lua_upvalueid(L, 1, 1), lua_upvalueid(L, 2, 2));
    assert_null(lua_upvalueid(L, 2, 3));
    lua_pushinteger(L, 50);
    assert_string_equal(lua_setupvalue(L, 2, 1), "x");
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    assert_lua_integer(L, -1, 51);
    lua_upvaluejoin(L, 1, 1, 2, 2); // f now changes y
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    assert_lua_integer(L, -1, 3);
    lua_pushinteger(L, 7);
    lua_pushcclosure(L, look, 1);
    assert_string_equal(lua_getupvalue(L, -1, 1), "");
    assert_lua_integer(L, -1, 7);
    assert_non_null(lua_upvalueid(L, -2, 1));
    lua_pushinteger(L, 1);
    assert_null(lua_setupvalue(L, 1, 9));
    assert_lua_integer(L, -1, 1); // stays
}

// ---- tracebacks

static int trace(lua_State *L)
{
    luaL_traceback(L, L, luaL_optstring(L, 1, NULL), (int)luaL_optinteger(L, 2, 0));
    return 1;
}

static void test_traceback(void **state)
{
    lua_State *L = *state;
    lua_register(L, "trace", trace);
    load(L, "=chunk",
         "local function inner() return (trace('message')) end\n"
         "function outer()\n"
         "  local text = inner()\n"
         "  return text\n"
         "end\n"
         "local t = {method = function(self) return (outer()) end}\n"
         "local text = t:method()\n"
         "local function tail() return (trace(nil, 1)) end\n"
         "return text, (function() return tail() end)()");
    assert_int_equal(lua_pcall(L, 0, 2, 0), LUA_OK);
    assert_lua_string(L, 1,
                      "message\nstack traceback:\n"
                      "\t[C]: in function 'trace'\n"
                      "\tchunk:1: in upvalue 'inner'\n"
                      "\tchunk:3: in function 'outer'\n"
                      "\tchunk:6: in method 'method'\n"
                      "\tchunk:7: in main chunk");
    assert_lua_string(L, 2,
                      "stack traceback:\n"
                      "\tchunk:8: in function <chunk:8>\n"
                      "\t(...tail calls...)\n"
                      "\tchunk:9: in main chunk");
}

static void test_long_traceback(void **state)
{
    lua_State *L = *state;
    lua_register(L, "trace", trace);
    luaL_loadstring(L,
                    "local count = ...\n"
                    "local function deep(n)\n"
                    "  if n == 0 then return (trace()) end\n"
                    "  return (deep(n - 1))\n"
                    "end\n"
                    "local text = deep(count - 3)\n" // levels: trace, deep ..., main
                    "return select(2, text:gsub('\\n', '')), text:match('skipping (%d+) levels')");
    for (int levels = 20; levels <= 40; levels++) {
        lua_pushvalue(L, 1);
        lua_pushinteger(L, levels);
        lua_call(L, 1, 2);
        if (levels <= 22) {
            assert_lua_integer(L, -2, levels);
            assert_true(lua_isnil(L, -1));
        } else {
            assert_lua_integer(L, -2, 22); // 10 first, 11 last, and the note
            assert_lua_integer(L, -1, levels - 22);
        }
        lua_pop(L, 2);
    }
}

// ---- hooks

static char events[512];
static int hook_calls;

static void note_event(lua_State *L, lua_Debug *ar)
{
    static const char *const names[] = {"call", "return", "line", "count", "tail call"};
    char text[64];
    lua_getinfo(L, "nSl", ar);
    if (ar->event == LUA_HOOKLINE) {
        snprintf(text, sizeof text, "%d ", ar->currentline);
    } else {
        snprintf(text, sizeof text, "%s %s, ", names[ar->event], ar->name != NULL ? ar->name : "?");
    }
    strcat(events, text);
}

static void test_line_hook(void **state)
{
    lua_State *L = *state;
    events[0] = '\0';
    luaL_loadstring(L, "local a = 1\n"
                       "local b = 2\n"
                       "\n"
                       "for i = 1, 2 do\n"
                       "  a = a + i\n"
                       "end\n"
                       "return a");
    lua_sethook(L, note_event, LUA_MASKLINE, 0);
    assert_true(lua_gethook(L) == note_event);
    assert_int_equal(lua_gethookmask(L), LUA_MASKLINE);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_OK);
    lua_sethook(L, NULL, 0, 0);
    assert_true(lua_gethook(L) == NULL);
    assert_int_equal(lua_gethookmask(L), 0);
    assert_string_equal(events, "1 2 4 5 4 5 4 7 ");
}

static void test_call_hook(void **state)
{
    lua_State *L = *state;
    run(L, "function f() return 1 end\n"
           "function g() f() return f() end");
    lua_getglobal(L, "g");
    events[0] = '\0';
    lua_sethook(L, note_event, LUA_MASKCALL | LUA_MASKRET, 0);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_OK);
    lua_sethook(L, NULL, 0, 0);
    assert_string_equal(events, "call ?, call f, return f, tail call ?, return ?, ");
}

// A new thread begins with its maker's hook; afterwards each has its own.
static void test_hooks_of_threads(void **state)
{
    lua_State *L = *state;
    lua_sethook(L, note_event, LUA_MASKLINE, 0);
    lua_State *thread = lua_newthread(L);
    assert_true(lua_gethook(thread) == note_event);
    assert_int_equal(lua_gethookmask(thread), LUA_MASKLINE);
    lua_sethook(thread, NULL, 0, 0);
    assert_true(lua_gethook(L) == note_event);
    assert_int_equal(lua_gethookmask(L), LUA_MASKLINE);
    lua_sethook(L, NULL, 0, 0);
}

static void stop_after_hundred(lua_State *L, lua_Debug *ar)
{
    assert_int_equal(ar->event, LUA_HOOKCOUNT);
    if (++hook_calls == 100) {
        luaL_error(L, "too long");
    }
}

static void test_count_hook(void **state)
{
    lua_State *L = *state;
    hook_calls = 0;
    luaL_loadstring(L, "while true do end");
    lua_sethook(L, stop_after_hundred, LUA_MASKCOUNT, 1000);
    assert_int_equal(lua_gethookcount(L), 1000);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    lua_sethook(L, NULL, 0, 0);
    assert_non_null(strstr(lua_tostring(L, -1), "too long"));
    assert_int_equal(hook_calls, 100);
}

static void yield_in_hook(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    hook_calls++;
    lua_yield(L, 0);
}

static void test_yield_in_hook(void **state)
{
    lua_State *L = *state;
    lua_State *co = lua_newthread(L);
    hook_calls = 0;
    luaL_loadstring(co, "local s = 0 for i = 1, 1000 do s = s + i end return s");
    lua_sethook(co, yield_in_hook, LUA_MASKCOUNT, 100);
    int count;
    int status;
    int resumes = 0;
    while ((status = lua_resume(co, L, 0, &count)) == LUA_YIELD) {
        assert_int_equal(count, 0);
        resumes++;
    }
    assert_int_equal(status, LUA_OK);
    assert_lua_integer(co, -1, 500500);
    assert_true(resumes >= 10);
    assert_int_equal(resumes, hook_calls);
}

// The line of a thread that a hook made yield is the one that it is about to carry out; in earlier
// releases it was the one before.
static void test_line_after_yield_in_hook(void **state)
{
    if (LUA_VERSION_RELEASE_NUM < 50408) {
        skip();
    }
    lua_State *L = *state;
    lua_State *co = lua_newthread(L);
    luaL_loadstring(co, "local a = 1\nlocal t = {}\nt.x = a\nreturn t.x");
    lua_sethook(co, yield_in_hook, LUA_MASKLINE, 0);
    int count;
    for (int line = 1; line <= 4; line++) {
        lua_Debug ar;
        assert_int_equal(lua_resume(co, L, 0, &count), LUA_YIELD);
        assert_true(lua_getstack(co, 0, &ar) && lua_getinfo(co, "l", &ar));
        assert_int_equal(ar.currentline, line);
    }
    assert_int_equal(lua_resume(co, L, 0, &count), LUA_OK);
    assert_lua_integer(co, -1, 1);
}

// A hook may use the stack, collect, and run metamethods.
static void busy_hook(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    lua_newtable(L);
    lua_getglobal(L, "proxy");
    lua_pushliteral(L, "key");
    lua_gettable(L, -2);
    assert_lua_string(L, -1, "got key");
    lua_gc(L, LUA_GCSTEP, 0);
    assert_int_equal(lua_type(L, -3), LUA_TTABLE);
    lua_pop(L, 3);
    hook_calls++;
}

static void test_busy_hook(void **state)
{
    lua_State *L = *state;
    hook_calls = 0;
    run(L, "proxy = setmetatable({}, {__index = function(_, k) return 'got ' .. k end})");
    luaL_loadstring(L, "local t = {}\n"
                       "for i = 1, 100 do\n"
                       "  t[i] = tostring(i) .. 'x'\n"
                       "end\n"
                       "return table.concat(t)");
    lua_sethook(L, busy_hook, LUA_MASKLINE | LUA_MASKCALL | LUA_MASKRET, 0);
    assert_int_equal(lua_pcall(L, 0, 1, 0), LUA_OK);
    lua_sethook(L, NULL, 0, 0);
    assert_int_equal(lua_rawlen(L, -1), 292);
    assert_true(hook_calls > 200);
}

// The values that a call passes and a return gives are among the locals of the activation.
static void note_transfer(lua_State *L, lua_Debug *ar)
{
    char text[64];
    lua_getinfo(L, "nr", ar);
    if (ar->name == NULL || strcmp(ar->name, "f") != 0) {
        return;
    }
    snprintf(text, sizeof text, "%s:", ar->event == LUA_HOOKRET ? "return" : "call");
    strcat(events, text);
    for (int i = 0; i < ar->ntransfer; i++) {
        assert_non_null(lua_getlocal(L, ar, ar->ftransfer + i));
        snprintf(text, sizeof text, " %s", luaL_tolstring(L, -1, NULL));
        strcat(events, text);
        lua_pop(L, 2);
    }
    strcat(events, "; ");
}

static int return_three(lua_State *L)
{
    lua_settop(L, 0);
    lua_pushliteral(L, "kept");
    for (int i = 1; i <= 3; i++) {
        lua_pushinteger(L, i * 11);
    }
    return 3;
}

static void test_transfer(void **state)
{
    lua_State *L = *state;
    events[0] = '\0';
    luaL_loadstring(L, "local function f(a, b, ...) local c = a + b return c, ... end\n"
                       "f(1, 2, 'more', 'values')\n"
                       "local f = ...\n"
                       "f('x', 'y')");
    lua_pushcfunction(L, return_three);
    lua_sethook(L, note_transfer, LUA_MASKCALL | LUA_MASKRET, 0);
    assert_int_equal(lua_pcall(L, 1, 0, 0), LUA_OK);
    lua_sethook(L, NULL, 0, 0);
    assert_string_equal(events, "call: 1 2; return: 3 more values; call: x y; return: 11 22 33; ");
}

static void change_results(lua_State *L, lua_Debug *ar)
{
    lua_getinfo(L, "Sr", ar);
    if (*ar->what == 'C') {
        for (int i = 0; i < ar->ntransfer; i++) {
            lua_pushinteger(L, 100 + i);
            assert_string_equal(lua_setlocal(L, ar, ar->ftransfer + i), "(C temporary)");
        }
    }
}

// A hook may change what functions return, those of the library too.
static void test_changed_results(void **state)
{
    lua_State *L = *state;
    lua_settop(L, 0);
    luaL_loadstring(L, "local type, pcall, gsub, give = type, pcall, string.gsub, ...\n"
                       "local a, b, c = give()\n"
                       "local d, e = gsub('hello', 'l', 'L')\n"
                       "local f, g = pcall(type, 1)\n"
                       "return a, b, c, d, e, f, g, (type(1))");
    lua_pushcfunction(L, return_three);
    lua_sethook(L, change_results, LUA_MASKRET, 0);
    assert_int_equal(lua_pcall(L, 1, LUA_MULTRET, 0), LUA_OK);
    lua_sethook(L, NULL, 0, 0);
    static const int results[] = {100, 101, 102, 100, 101, 100, 101, 100};
    assert_int_equal(lua_gettop(L), 8);
    for (int i = 0; i < 8; i++) {
        assert_lua_integer(L, i + 1, results[i]);
    }
}

// Activations of a suspended coroutine are looked at from outside, also while it is at a call deep
// inside.
static void test_suspended(void **state)
{
    lua_State *L = *state;
    lua_Debug ar;
    int count;
    lua_State *co = lua_newthread(L);
    load(co, "=chunk",
         "local x = 10\n"
         "local function inner(y) local z = y * 2\n"
         "  coroutine.yield() return z end\n"
         "local r = inner(x) return r, x");
    assert_int_equal(lua_resume(co, L, 0, &count), LUA_YIELD);
    assert_int_equal(lua_getstack(co, 0, &ar), 1);
    lua_getinfo(co, "nSl", &ar);
    assert_string_equal(ar.what, "C");
    assert_string_equal(ar.name, "yield");
    assert_int_equal(lua_getstack(co, 1, &ar), 1);
    lua_getinfo(co, "nSl", &ar);
    assert_string_equal(ar.name, "inner");
    assert_int_equal(ar.currentline, 3);
    assert_string_equal(lua_getlocal(co, &ar, 2), "z");
    assert_lua_integer(co, -1, 20);
    lua_pop(co, 1);
    lua_pushinteger(co, 99);
    assert_string_equal(lua_setlocal(co, &ar, 2), "z");
    assert_int_equal(lua_getstack(co, 2, &ar), 1);
    lua_getinfo(co, "l", &ar);
    assert_int_equal(ar.currentline, 4);
    assert_string_equal(lua_getlocal(co, &ar, 1), "x");
    lua_xmove(co, L, 1);
    assert_lua_integer(L, -1, 10);
    assert_int_equal(lua_getstack(co, 3, &ar), 0);
    assert_int_equal(lua_resume(co, L, 0, &count), LUA_OK);
    assert_lua_integer(co, -2, 99);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        API_TEST(test_levels),
        API_TEST(test_functions),
        API_TEST(test_locals),
        API_TEST(test_upvalues),
        API_TEST(test_traceback),
        API_TEST(test_long_traceback),
        API_TEST(test_line_hook),
        API_TEST(test_call_hook),
        API_TEST(test_count_hook),
        API_TEST(test_changed_results),
        API_TEST(test_line_after_yield_in_hook),
        API_TEST(test_yield_in_hook),
        API_TEST(test_busy_hook),
        API_TEST(test_hooks_of_threads),
        API_TEST(test_transfer),
        API_TEST(test_suspended),
    };
    return cmocka_run_group_tests_name("debug", tests, NULL, NULL);
}
