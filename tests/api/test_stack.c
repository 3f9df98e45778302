// SPDX-License-Identifier: MIT
// test_stack.c: indices, moving values, types, conversions, pushing.

#include "tests/api/harness.h"

static void push_numbers(lua_State *L, int count)
{
    lua_settop(L, 0);
    for (int i = 1; i <= count; i++) {
        lua_pushinteger(L, i);
    }
}

// The integers on the stack, as digits.
static const char *digits(lua_State *L)
{
    static char text[64];
    int count = lua_gettop(L);
    for (int i = 1; i <= count; i++) {
        text[i - 1] = (char)('0' + lua_tointeger(L, i));
    }
    text[count] = '\0';
    return text;
}

static void test_indices(void **state)
{
    lua_State *L = *state;
    push_numbers(L, 3);
    assert_int_equal(lua_absindex(L, -1), 3);
    assert_int_equal(lua_absindex(L, 2), 2);
    assert_int_equal(lua_absindex(L, LUA_REGISTRYINDEX), LUA_REGISTRYINDEX);
    assert_int_equal(lua_type(L, 4), LUA_TNONE);
    assert_int_equal(lua_type(L, 400), LUA_TNONE);
    assert_int_equal(lua_type(L, lua_upvalueindex(1)), LUA_TNONE);
    assert_true(lua_isnoneornil(L, 10));
    assert_int_equal(lua_type(L, LUA_REGISTRYINDEX), LUA_TTABLE);
    assert_int_equal(lua_toboolean(L, 9), 0);
    assert_null(lua_tostring(L, 9));
    assert_int_equal(lua_rawlen(L, 9), 0);
    assert_int_equal(lua_rawequal(L, 9, 10), 0);
    assert_int_equal(lua_compare(L, 9, 1, LUA_OPEQ), 0);
    assert_null(lua_topointer(L, 9));
}

static void test_moving(void **state)
{
    lua_State *L = *state;
    push_numbers(L, 5);
    lua_rotate(L, 2, 1);
    assert_string_equal(digits(L), "15234");
    lua_rotate(L, 2, -1);
    assert_string_equal(digits(L), "12345");
    lua_rotate(L, 1, 2);
    assert_string_equal(digits(L), "45123");
    lua_rotate(L, -3, 0);
    lua_rotate(L, -3, 3);
    assert_string_equal(digits(L), "45123");
    push_numbers(L, 4);
    lua_insert(L, 2);
    assert_string_equal(digits(L), "1423");
    lua_remove(L, 1);
    assert_string_equal(digits(L), "423");
    lua_replace(L, 1);
    assert_string_equal(digits(L), "32");
    lua_copy(L, 1, 2);
    assert_string_equal(digits(L), "33");
    lua_pushvalue(L, -2);
    assert_string_equal(digits(L), "333");
    lua_settop(L, 5);
    assert_true(lua_isnil(L, 5));
    lua_settop(L, -4);
    assert_int_equal(lua_gettop(L), 2);
}

// Hosts do push more than LUA_MINSTACK values without asking for room.
static int push_forty(lua_State *L)
{
    for (int i = 1; i <= 40; i++) {
        lua_pushinteger(L, i);
    }
    return 40;
}

static void test_pushing_much(void **state)
{
    lua_State *L = *state;
    lua_pushcfunction(L, push_forty);
    lua_call(L, 0, LUA_MULTRET);
    assert_int_equal(lua_gettop(L), 40);
    assert_lua_integer(L, 1, 1);
    assert_lua_integer(L, 40, 40);
    assert_true(lua_checkstack(L, 100000));
    assert_false(lua_checkstack(L, LUAI_MAXSTACK));
    for (int i = 0; i < 100000; i++) {
        lua_pushinteger(L, i);
    }
    assert_int_equal(lua_gettop(L), 100040);
    assert_lua_integer(L, -1, 99999);
}

static void test_types(void **state)
{
    lua_State *L = *state;
    static const int types[] = {LUA_TNIL,    LUA_TBOOLEAN, LUA_TLIGHTUSERDATA, LUA_TNUMBER,
                                LUA_TSTRING, LUA_TTABLE,   LUA_TFUNCTION,      LUA_TUSERDATA,
                                LUA_TTHREAD, LUA_TNUMBER};
    lua_pushnil(L);
    lua_pushboolean(L, 5);
    lua_pushlightuserdata(L, &state);
    lua_pushnumber(L, 1.5);
    lua_pushliteral(L, "10");
    lua_newtable(L);
    lua_pushcfunction(L, push_forty);
    lua_newuserdatauv(L, 0, 0);
    lua_newthread(L);
    lua_pushinteger(L, 3);
    for (int i = 1; i <= lua_gettop(L); i++) {
        assert_int_equal(lua_type(L, i), types[i - 1]);
    }
    assert_string_equal(lua_typename(L, LUA_TNONE), "no value");
    assert_string_equal(lua_typename(L, LUA_TLIGHTUSERDATA), "userdata");
    assert_string_equal(luaL_typename(L, 9), "thread");
    assert_int_equal(lua_toboolean(L, 2), 1);
    assert_ptr_equal(lua_touserdata(L, 3), &state);
    assert_true(lua_isnumber(L, 5) && lua_isstring(L, 4) && lua_isstring(L, 5));
    assert_false(lua_isinteger(L, 4) || lua_isinteger(L, 5));
    assert_true(lua_isinteger(L, 10));
    assert_true(lua_iscfunction(L, 7));
    assert_true(lua_tocfunction(L, 7) == push_forty);
    assert_true(lua_isuserdata(L, 3) && lua_isuserdata(L, 8) && !lua_isuserdata(L, 6));
    assert_non_null(lua_touserdata(L, 8));
    assert_ptr_equal(lua_touserdata(L, 8), lua_topointer(L, 8));
    assert_ptr_equal(lua_tothread(L, 9), lua_topointer(L, 9));
    assert_null(lua_topointer(L, 10));
    assert_null(lua_topointer(L, 1));
    assert_non_null(lua_topointer(L, 6));
    assert_non_null(lua_topointer(L, 7));
}

static void test_numbers(void **state)
{
    lua_State *L = *state;
    int ok;
    lua_pushliteral(L, " 0x10 ");
    assert_true(lua_tointegerx(L, -1, &ok) == 16 && ok);
    lua_pushliteral(L, "1e1");
    assert_true(lua_tointegerx(L, -1, &ok) == 10 && ok);
    assert_true(lua_tonumberx(L, -1, &ok) == 10.0 && ok);
    lua_pushliteral(L, "10x");
    assert_true(lua_tonumberx(L, -1, &ok) == 0 && !ok);
    lua_pushnumber(L, 3.5);
    assert_true(lua_tointegerx(L, -1, &ok) == 0 && !ok);
    lua_pushnumber(L, 4.0);
    assert_true(lua_tointegerx(L, -1, &ok) == 4 && ok);
    lua_pushinteger(L, 7);
    assert_true(lua_tonumber(L, -1) == 7.0);
    assert_int_equal(lua_stringtonumber(L, "12"), 3);
    assert_true(lua_isinteger(L, -1) && lua_tointeger(L, -1) == 12);
    assert_int_equal(lua_stringtonumber(L, "0x1p4"), 6);
    assert_true(!lua_isinteger(L, -1) && lua_tonumber(L, -1) == 16.0);
    int top = lua_gettop(L);
    assert_int_equal(lua_stringtonumber(L, "nothing"), 0);
    assert_int_equal(lua_gettop(L), top);
}

static void test_strings(void **state)
{
    lua_State *L = *state;
    size_t length;
    lua_pushlstring(L, "a\0b", 3);
    assert_memory_equal(lua_tolstring(L, -1, &length), "a\0b", 4);
    assert_int_equal(length, 3);
    assert_int_equal(lua_rawlen(L, -1), 3);
    assert_null(lua_pushstring(L, NULL));
    assert_true(lua_isnil(L, -1));
    lua_pushinteger(L, -12);
    assert_lua_string(L, -1, "-12");
    assert_int_equal(lua_type(L, -1), LUA_TSTRING); // converted in its slot
    lua_pushnumber(L, 7200);
    assert_lua_string(L, -1, "7200.0");
    lua_newtable(L);
    length = 9;
    assert_null(lua_tolstring(L, -1, &length));
    lua_pushlstring(L, NULL, 0);
    assert_lua_string(L, -1, "");
    static char big[100000];
    memset(big, 'x', sizeof big);
    const char *pushed = lua_pushlstring(L, big, sizeof big);
    assert_ptr_not_equal(pushed, big);
    assert_memory_equal(pushed, big, sizeof big);
}

static void test_formatting(void **state)
{
    lua_State *L = *state;
    assert_string_equal(lua_pushfstring(L, "%s|%d|%c|%%|%I|%f|%U", "text", -5, 'x',
                                        (LUAI_UACINT)1 << 40, 2.0, 0x20ACL),
                        "text|-5|x|%|1099511627776|2.0|\xE2\x82\xAC");
    assert_string_equal(lua_pushfstring(L, "%s", (char *)NULL), "(null)");
    assert_string_equal(lua_pushfstring(L, "plain"), "plain");
    char expected[64];
    snprintf(expected, sizeof expected, "at %p", (void *)L);
    assert_string_equal(lua_pushfstring(L, "at %p", (void *)L), expected);
    char text[3000];
    memset(text, 'y', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    const char *result = lua_pushfstring(L, "<%s>", text);
    assert_int_equal(strlen(result), sizeof text + 1);
    assert_true(result[0] == '<' && result[sizeof text] == '>');
}

static int count_upvalues(lua_State *L)
{
    int n = 1;
    while (!lua_isnone(L, lua_upvalueindex(n))) {
        n++;
    }
    lua_pushinteger(L, n - 1);
    lua_pushinteger(L, lua_tointeger(L, lua_upvalueindex(1)) + 1);
    lua_copy(L, -1, lua_upvalueindex(1));
    return 2;
}

static void test_upvalues(void **state)
{
    lua_State *L = *state;
    luaL_checkstack(L, 300, NULL);
    lua_pushinteger(L, 10);
    for (int i = 2; i <= 255; i++) {
        lua_pushnil(L);
    }
    lua_pushcclosure(L, count_upvalues, 255);
    for (int i = 1; i <= 3; i++) {
        lua_pushvalue(L, 1);
        lua_call(L, 0, 2);
        assert_lua_integer(L, -2, 255);
        assert_lua_integer(L, -1, 10 + i);
        lua_pop(L, 2);
    }
    assert_string_equal(lua_getupvalue(L, 1, 1), "");
    assert_lua_integer(L, -1, 13);
    assert_null(lua_getupvalue(L, 1, 256));
}

static void test_moving_between_threads(void **state)
{
    lua_State *L = *state;
    lua_State *thread = lua_newthread(L);
    luaL_checkstack(L, 60, NULL);
    luaL_checkstack(thread, 60, NULL);
    for (int i = 1; i <= 50; i++) {
        lua_pushinteger(L, i);
    }
    lua_xmove(L, thread, 50);
    assert_int_equal(lua_gettop(L), 1);
    assert_int_equal(lua_gettop(thread), 50);
    assert_lua_integer(thread, 1, 1);
    assert_lua_integer(thread, 50, 50);
    lua_xmove(thread, L, 2);
    assert_lua_integer(L, 2, 49);
    assert_lua_integer(L, 3, 50);
    assert_int_equal(lua_pushthread(L), 1);
    assert_int_equal(lua_pushthread(thread), 0);
    assert_ptr_equal(lua_tothread(L, -1), L);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        API_TEST(test_indices),    API_TEST(test_moving),   API_TEST(test_pushing_much),
        API_TEST(test_types),      API_TEST(test_numbers),  API_TEST(test_strings),
        API_TEST(test_formatting), API_TEST(test_upvalues), API_TEST(test_moving_between_threads),
    };
    return cmocka_run_group_tests_name("stack", tests, NULL, NULL);
}
