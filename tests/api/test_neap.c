// SPDX-License-Identifier: MIT
// test_neap.c: what neap.h adds for tools: samples, places, operands, findings. Other Luas have
// none of it.

#include "tests/api/harness.h"

#if __has_include("neap.h")

#include "neap.h"

// ---- samples

typedef struct Samples {
    int count;
    int inside; // of a coroutine, called through another
    int lines[10];
} Samples;

static void take_sample(lua_State *L, void *data)
{
    Samples *samples = data;
    lua_Debug ar;
    samples->count++;
    assert_int_equal(lua_getstack(L, 0, &ar), 1);
    lua_getinfo(L, "Slf", &ar);
    assert_true(lua_isfunction(L, -1));
    lua_pop(L, 1);
    if (ar.currentline > 0 && ar.currentline < 10) {
        samples->lines[ar.currentline]++;
    }
    lua_State *outer = neap_resumer(L);
    if (outer != NULL && neap_resumer(outer) != NULL) {
        assert_null(neap_resumer(neap_resumer(outer)));
        samples->inside++;
    }
}

static void test_samples(void **state)
{
    lua_State *L = *state;
    Samples samples = {0};
    neap_setsampler(L, take_sample, &samples, 100);
    run(L, "local function busy(n)\n"
           "  local t = {}\n"
           "  for i = 1, n do t[i % 10 + 1] = i .. '' end\n"
           "  return select('#', table.unpack(t))\n"
           "end\n"
           "busy(1000)\n"
           "local inner = coroutine.wrap(function() return busy(2000) end)\n"
           "assert(coroutine.wrap(function() return inner() end)() == 10)");
    assert_true(samples.count > 50);
    assert_true(samples.lines[3] > samples.count * 9 / 10);
    assert_true(samples.inside > samples.count / 2 && samples.inside < samples.count);
    int before = samples.count;
    neap_setsampler(L, NULL, NULL, 0);
    run(L, "for i = 1, 10000 do end");
    assert_int_equal(samples.count, before);
}

// Samples do not disturb limits.
static void test_samples_and_limit(void **state)
{
    lua_State *L = *state;
    Samples samples = {0};
    neap_setsampler(L, take_sample, &samples, 1000);
    neap_setinstructionlimit(L, 100000);
    luaL_loadstring(L, "while true do end");
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    assert_int_equal(neap_stopreason(L), NEAP_INSTRUCTION_LIMIT);
    neap_clearstop(L);
    assert_true(samples.count >= 98 && samples.count <= 101);
    run(L, "return 1");
}

// ---- places

static int look(lua_State *L)
{
    lua_Debug ar;
    int line;
    int column;
    assert_int_equal(lua_getstack(L, 1, &ar), 1);
    assert_int_equal(neap_position(L, &ar, &line, &column), 1);
    lua_pushinteger(L, line);
    lua_pushinteger(L, column);
    assert_int_equal(lua_getstack(L, 0, &ar), 1);
    assert_int_equal(neap_position(L, &ar, &line, &column), 0);
    return 2;
}

static void test_position(void **state)
{
    lua_State *L = *state;
    lua_register(L, "look", look);
    run(L, "\n  local line, column = look()\n  assert(line == 2 and column == 28, column)");
}

static void test_syntax_error(void **state)
{
    lua_State *L = *state;
    neap_SyntaxError error;
    assert_int_equal(neap_syntaxerror(L, &error), 0);
    assert_int_equal(luaL_loadstring(L, "if x then\n  y = = 1\nend"), LUA_ERRSYNTAX);
    assert_int_equal(neap_syntaxerror(L, &error), 1);
    assert_int_equal(error.line, 2);
    assert_int_equal(error.column, 7);
    assert_string_equal(error.text, "  y = = 1");
    assert_string_equal(error.hint, "");
    luaL_loadstring(L, "function f()\n  if x then\nend\n");
    assert_int_equal(neap_syntaxerror(L, &error), 1);
    assert_string_equal(error.hint, "the 'if' of line 2 seems to have no 'end'");
}

// Of a long line the part around the error is kept.
static void test_long_line(void **state)
{
    lua_State *L = *state;
    char text[1000];
    neap_SyntaxError error;
    snprintf(text, sizeof text, "x = '%0500d' = 1", 7);
    assert_int_equal(luaL_loadstring(L, text), LUA_ERRSYNTAX);
    assert_int_equal(neap_syntaxerror(L, &error), 1);
    assert_true(error.column > 0 && strlen(error.text) < 200);
    assert_int_equal(error.text[error.column - 1], '=');
}

static void test_encloses(void **state)
{
    lua_State *L = *state;
    luaL_loadstring(L, "return function() return function() end end");
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    lua_pushvalue(L, 2);
    lua_call(L, 0, 1);
    luaL_loadstring(L, "return 1");
    lua_pushcfunction(L, look);
    assert_int_equal(neap_encloses(L, 1, 1), 1);
    assert_int_equal(neap_encloses(L, 1, 2), 1);
    assert_int_equal(neap_encloses(L, 1, 3), 1);
    assert_int_equal(neap_encloses(L, 2, 3), 1);
    assert_int_equal(neap_encloses(L, 3, 1), 0);
    assert_int_equal(neap_encloses(L, 4, 1), 0);
    assert_int_equal(neap_encloses(L, 1, 5), 0);
}

// ---- operands

// Message handler: a text for every operand of what failed.
static int show_operands(lua_State *L)
{
    lua_Debug ar;
    const char *kind;
    const char *name;
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    lua_getstack(L, 1, &ar);
    for (int n = 1; neap_operand(L, &ar, n, &kind, &name); n++) {
        char text[100];
        snprintf(text, sizeof text, "%s %s %s in %s;", kind != NULL ? kind : "-",
                 kind != NULL ? name : "-", luaL_typename(L, -2), luaL_typename(L, -1));
        lua_pop(L, 2);
        luaL_addstring(&buffer, text);
    }
    luaL_pushresult(&buffer);
    return 1;
}

static void check_operands(lua_State *L, const char *code, const char *expected)
{
    lua_settop(L, 0);
    lua_pushcfunction(L, show_operands);
    assert_int_equal(luaL_loadstring(L, code), LUA_OK);
    assert_int_equal(lua_pcall(L, 0, 0, 1), LUA_ERRRUN);
    assert_lua_string(L, -1, expected);
}

static void test_operands(void **state)
{
    lua_State *L = *state;
    check_operands(L, "local a, t = 1, {} return a < t.b",
                   "local a number in nil;field b nil in table;");
    check_operands(L, "local a return 1 < a", "- - number in nil;local a nil in nil;");
    check_operands(L, "local a return a > 1", "- - number in nil;local a nil in nil;");
    check_operands(L, "local a return a + 2", "local a nil in nil;- - number in nil;");
    check_operands(L, "local a return 2 - a", "- - number in nil;local a nil in nil;");
    check_operands(L, "return 'a' .. {} .. x",
                   "constant a string in nil;- - table in nil;global x nil in table;");
    check_operands(L, "print.x.y = 1", "global print function in table;");
    check_operands(L, "math.nothing()", "field nothing nil in table;");
    check_operands(L, "local s = 'x' s:nothing()", "method nothing nil in string;");
    check_operands(L, "local t = {} return #t.x", "field x nil in table;");
    check_operands(L, "local t = {f = function() return {} end} t.f().x.y = 1",
                   "field x nil in nil;");
    check_operands(L, "local t = {} t.x[1] = 2", "field x nil in table;");
    check_operands(L, "error('x')", ""); // a C function has none
}

// ---- findings

static void add_finding(void *data, int line, int column, const char *message, const char *name)
{
    char text[100];
    snprintf(text, sizeof text, "%d:%d %s (%s)\n", line, column, message, name != NULL ? name : "");
    strcat(data, text);
}

static void test_check(void **state)
{
    lua_State *L = *state;
    char found[1000] = "";
    const char *text = "local a = b\nprint(host)\ndo return end\nc = 1";
    lua_pushinteger(L, 1);
    lua_setglobal(L, "host");
    assert_int_equal(neap_check(L, text, strlen(text), "=c", add_finding, found), LUA_OK);
    assert_string_equal(found, "1:7 unused local 'a' (a)\n"
                               "1:11 undefined global 'b' (b)\n"
                               "4:1 unreachable code ()\n");
    assert_int_equal(lua_gettop(L), 0);
    text = "x = = 1";
    assert_int_equal(neap_check(L, text, strlen(text), "=c", add_finding, found), LUA_ERRSYNTAX);
    assert_lua_string(L, -1, "c:1: unexpected symbol near '='");
}

static lua_State *resumer;

static int note_resumer(lua_State *L)
{
    resumer = neap_resumer(L);
    return 0;
}

// A thread that has died, was reset and runs again was resumed by whoever did that; what its error
// had come from is forgotten.
static void test_resumer_of_revived(void **state)
{
    lua_State *L = *state;
    int count;
    run(L, "local function fail_as_inner()\n"
           "  local ok, message = coroutine.resume(coroutine.create(error), 'x')\n"
           "  error(message, 0)\n"
           "end\n"
           "co = coroutine.create(fail_as_inner)\n"
           "coroutine.resume(co)\n"
           "coroutine.resume(coroutine.create(error), 'y')"); // an error of its own
    lua_getglobal(L, "co");
    lua_State *co = lua_tothread(L, -1);
    lua_resetthread(co);
    lua_settop(co, 0);
    lua_pushcfunction(co, note_resumer);
    assert_int_equal(lua_resume(co, L, 0, &count), LUA_OK);
    assert_ptr_equal(resumer, L);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        API_TEST(test_samples),
        API_TEST(test_samples_and_limit),
        API_TEST(test_position),
        API_TEST(test_syntax_error),
        API_TEST(test_long_line),
        API_TEST(test_encloses),
        API_TEST(test_operands),
        API_TEST(test_check),
        API_TEST(test_resumer_of_revived),
    };
    return cmocka_run_group_tests_name("neap", tests, NULL, NULL);
}

#else

int main(void)
{
    return 0;
}

#endif
