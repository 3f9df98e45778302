// SPDX-License-Identifier: MIT
// test_boundary.c: yields across C functions of others: without a continuation they are errors,
// whatever the function was about, and coroutine and state live on.

#include "tests/api/harness.h"

// ---- C functions, each of which ends up in Lua code that yields; the object is their argument

static int do_call(lua_State *L)
{
    lua_pushnil(L);
    lua_call(L, 1, 1);
    return 1;
}

// Catches the error itself and raises it again.
static int do_pcall(lua_State *L)
{
    return lua_pcall(L, 0, 1, 0) == LUA_OK ? 1 : lua_error(L);
}

static int do_get(lua_State *L)
{
    lua_getfield(L, 1, "field");
    return 1;
}

static int do_get_integer(lua_State *L)
{
    lua_geti(L, 1, 7);
    return 1;
}

static int do_set(lua_State *L)
{
    lua_pushinteger(L, 1);
    lua_setfield(L, 1, "field");
    return 0;
}

static int do_length(lua_State *L)
{
    lua_len(L, 1);
    return 1;
}

static int do_add(lua_State *L)
{
    lua_pushinteger(L, 1);
    lua_arith(L, LUA_OPADD);
    return 1;
}

static int do_compare(lua_State *L)
{
    lua_pushinteger(L, 1);
    lua_pushboolean(L, lua_compare(L, 1, 2, LUA_OPLT));
    return 1;
}

static int do_concat(lua_State *L)
{
    lua_pushliteral(L, "text");
    lua_concat(L, 2);
    return 1;
}

static int do_tolstring(lua_State *L)
{
    luaL_tolstring(L, 1, NULL);
    return 1;
}

static int do_close_slot(lua_State *L)
{
    lua_toclose(L, 1);
    lua_closeslot(L, 1);
    return 0;
}

static const char *read_from_function(lua_State *L, void *data, size_t *size)
{
    (void)data;
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    const char *text = lua_tolstring(L, -1, size);
    lua_pop(L, 1);
    return text;
}

static int do_load(lua_State *L)
{
    return lua_load(L, read_from_function, NULL, "=reader", NULL) == LUA_OK ? 1 : lua_error(L);
}

static const luaL_Reg functions[] = {
    {"call", do_call},
    {"pcall", do_pcall},
    {"get", do_get},
    {"geti", do_get_integer},
    {"set", do_set},
    {"len", do_length},
    {"add", do_add},
    {"compare", do_compare},
    {"concat", do_concat},
    {"tolstring", do_tolstring},
    {"closeslot", do_close_slot},
    {NULL, NULL},
};

// Defines the C functions, as table 'foreign', and the object that yields from all its metamethods.
static void prepare(lua_State *L)
{
    luaL_newlib(L, functions);
    lua_setglobal(L, "foreign");
    lua_register(L, "load_from", do_load);
    run(L, "local function yielding() coroutine.yield('out') return 'in' end\n"
           "local meta = {}\n"
           "for _, event in ipairs {'call', 'index', 'newindex', 'len', 'add', 'lt', 'concat', "
           "'tostring',\n"
           "    'close'} do meta['__' .. event] = yielding end\n"
           "object = setmetatable({}, meta)\n"
           "message = 'attempt to yield across a C-call boundary'\n");
}

static void test_all_functions(void **state)
{
    lua_State *L = *state;
    prepare(L);
    run(L, "for name, f in pairs(foreign) do\n"
           "  local co = coroutine.create(function ()\n"
           "    local ok, problem = pcall(f, object)\n"
           "    assert(not ok and problem == message, name .. ': ' .. tostring(problem))\n"
           "    return coroutine.yield('alive')\n"
           "  end)\n"
           "  local ok, value = coroutine.resume(co)\n"
           "  assert(ok and value == 'alive', value)\n"
           "  assert(select(2, coroutine.resume(co, name)) == name)\n"
           "end");
}

// In a library function within the C function, and in coroutines within one another.
static void test_functions_between(void **state)
{
    lua_State *L = *state;
    prepare(L);
    run(L,
        "local function attempt(f) return select(2, coroutine.resume(coroutine.create(function ()\n"
        "  local ok, problem = pcall(foreign.call, f)\n"
        "  return not ok and problem\n"
        "end))) end\n"
        "assert(attempt(coroutine.yield) == message)\n"
        "assert(attempt(function () table.sort({2, 1}, function () coroutine.yield() end) "
        "end):find(message, 1, true))\n"
        "assert(attempt(function () string.gsub('x', 'x', coroutine.yield) end):find(message, 1, "
        "true))\n"
        "assert(attempt(function () assert(pcall(coroutine.yield)) end):find(message, 1, true))\n"
        "-- A coroutine made within the C function yields to it as it likes.\n"
        "assert(attempt(function ()\n"
        "  local inner = coroutine.wrap(function () coroutine.yield(1) coroutine.yield(2) end)\n"
        "  assert(inner() == 1 and inner() == 2 and inner() == nil)\n"
        "  assert(not coroutine.isyieldable())\n"
        "end) == false)");
}

static void test_reader(void **state)
{
    lua_State *L = *state;
    prepare(L);
    run(L, "local co = coroutine.wrap(function ()\n"
           "  local ok, problem = pcall(load_from, function () coroutine.yield() end)\n"
           "  return not ok and problem\n"
           "end)\n"
           "assert(co() == message)");
}

// Errors that leave the coroutine, and what lua_resume says about it.
static void test_uncaught(void **state)
{
    lua_State *L = *state;
    prepare(L);
    for (int i = 0; functions[i].name != NULL; i++) {
        lua_State *co = lua_newthread(L);
        int count;
        lua_pushcfunction(co, functions[i].func);
        lua_getglobal(co, "object");
        assert_int_equal(lua_resume(co, L, 1, &count), LUA_ERRRUN);
        assert_lua_string(co, -1, "attempt to yield across a C-call boundary");
        assert_int_equal(lua_status(co), LUA_ERRRUN);
        lua_resetthread(co);
        assert_int_equal(lua_status(co), LUA_OK);
        lua_pushcfunction(co, do_call);
        lua_pushcfunction(co, do_length); // of nil: an error of its own
        assert_int_equal(lua_resume(co, L, 1, &count), LUA_ERRRUN);
        assert_non_null(strstr(lua_tostring(co, -1), "attempt to get length of a nil value"));
        lua_pop(L, 1);
    }
}

// lua_resume within a coroutine: what is resumed yields to the C function, which passes it on.
static int step_through(lua_State *L)
{
    lua_State *co = lua_newthread(L);
    lua_pushvalue(L, 1);
    lua_xmove(L, co, 1);
    int count;
    lua_Integer sum = 0;
    while (lua_resume(co, L, 0, &count) == LUA_YIELD) {
        sum += lua_tointeger(co, -1);
        lua_pop(co, count);
    }
    lua_pushinteger(L, sum);
    return 1;
}

static void test_resume_within(void **state)
{
    lua_State *L = *state;
    lua_register(L, "step_through", step_through);
    run(L, "local co = coroutine.wrap(function ()\n"
           "  local function count() for i = 1, 4 do coroutine.yield(i) end end\n"
           "  coroutine.yield(step_through(count))\n"
           "  return step_through(function () coroutine.yield(step_through(count) * 2) end)\n"
           "end)\n"
           "assert(co() == 10 and co() == 20)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        API_TEST(test_all_functions), API_TEST(test_functions_between), API_TEST(test_reader),
        API_TEST(test_uncaught),      API_TEST(test_resume_within),
    };
    return cmocka_run_group_tests_name("boundary", tests, NULL, NULL);
}
