// SPDX-License-Identifier: MIT
// test_values.c: tables, arithmetic, comparison and concatenation through the C API; argument
// errors; each library opened by itself.

#include "tests/api/harness.h"

// ---- tables

static void test_raw_access(void **state)
{
    lua_State *L = *state;
    run(L, "t = setmetatable({}, {__index = error, __newindex = error, __len = error})");
    assert_int_equal(lua_getglobal(L, "t"), LUA_TTABLE);
    lua_pushstring(L, "key");
    lua_pushinteger(L, 7);
    lua_rawset(L, 1);
    lua_pushstring(L, "key");
    assert_int_equal(lua_rawget(L, 1), LUA_TNUMBER);
    assert_lua_integer(L, -1, 7);
    lua_pushstring(L, "first");
    lua_rawseti(L, 1, 1);
    assert_int_equal(lua_rawgeti(L, 1, 1), LUA_TSTRING);
    assert_int_equal(lua_rawgeti(L, 1, 2), LUA_TNIL);
    assert_int_equal(lua_rawlen(L, 1), 1);
    lua_pushboolean(L, 1);
    lua_rawsetp(L, 1, &L);
    assert_int_equal(lua_rawgetp(L, 1, &L), LUA_TBOOLEAN);
    assert_int_equal(lua_rawgetp(L, 1, state), LUA_TNIL);
}

static void test_access_with_metamethods(void **state)
{
    lua_State *L = *state;
    run(L, "log = {}\n"
           "t = setmetatable({}, {\n"
           "  __index = function(_, k) return k end,\n"
           "  __newindex = function(_, k, v) log[#log + 1] = k .. '=' .. v end,\n"
           "  __len = function() return 2^40 end})");
    lua_getglobal(L, "t");
    assert_int_equal(lua_geti(L, 1, 5), LUA_TNUMBER);
    assert_lua_integer(L, -1, 5);
    lua_pushstring(L, "v");
    lua_seti(L, 1, 9);
    lua_pushstring(L, "k");
    lua_pushinteger(L, 3);
    lua_settable(L, 1);
    lua_pushstring(L, "other");
    assert_int_equal(lua_gettable(L, 1), LUA_TSTRING);
    assert_lua_string(L, -1, "other");
    lua_len(L, 1);
    assert_true(lua_tonumber(L, -1) == 1099511627776.0);
    assert_true(luaL_len(L, 1) == 1099511627776);
    run(L, "assert(table.concat(log, ' ') == '9=v k=3')");
}

static void test_next(void **state)
{
    lua_State *L = *state;
    lua_createtable(L, 3, 2);
    for (int i = 1; i <= 3; i++) {
        lua_pushinteger(L, i);
        lua_rawseti(L, 1, i);
    }
    lua_pushinteger(L, 10);
    lua_setfield(L, 1, "ten");
    int sum = 0;
    int count = 0;
    lua_pushnil(L);
    while (lua_next(L, 1)) {
        sum += (int)lua_tointeger(L, -1);
        count++;
        lua_pop(L, 1);
    }
    assert_int_equal(sum, 16);
    assert_int_equal(count, 4);
    assert_int_equal(lua_gettop(L), 1);
}

static int next_of_unknown_key(lua_State *L)
{
    lua_newtable(L);
    lua_pushstring(L, "nobody");
    return lua_next(L, -2);
}

static void test_next_of_unknown_key(void **state)
{
    lua_State *L = *state;
    lua_pushcfunction(L, next_of_unknown_key);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    assert_non_null(strstr(lua_tostring(L, -1), "invalid key to 'next'"));
}

// ---- arithmetic, comparison, concatenation

static lua_Number calculate(lua_State *L, int operation, lua_Number a, lua_Number b)
{
    lua_pushnumber(L, a);
    lua_pushnumber(L, b);
    lua_arith(L, operation);
    lua_Number result = lua_tonumber(L, -1);
    lua_pop(L, 1);
    return result;
}

static void test_arith(void **state)
{
    lua_State *L = *state;
    assert_true(calculate(L, LUA_OPADD, 7, 2) == 9);
    assert_true(calculate(L, LUA_OPSUB, 7, 2) == 5);
    assert_true(calculate(L, LUA_OPMUL, 7, 2) == 14);
    assert_true(calculate(L, LUA_OPMOD, -7, 2) == 1);
    assert_true(calculate(L, LUA_OPPOW, 7, 2) == 49);
    assert_true(calculate(L, LUA_OPDIV, 7, 2) == 3.5);
    assert_true(calculate(L, LUA_OPIDIV, -7, 2) == -4);
    assert_true(calculate(L, LUA_OPBAND, 7, 2) == 2);
    assert_true(calculate(L, LUA_OPBOR, 5, 2) == 7);
    assert_true(calculate(L, LUA_OPBXOR, 7, 2) == 5);
    assert_true(calculate(L, LUA_OPSHL, 7, 2) == 28);
    assert_true(calculate(L, LUA_OPSHR, 7, 2) == 1);
    lua_pushinteger(L, 5);
    lua_arith(L, LUA_OPUNM);
    assert_lua_integer(L, -1, -5);
    lua_arith(L, LUA_OPBNOT);
    assert_lua_integer(L, -1, 4);
    assert_int_equal(lua_gettop(L), 1);
}

static void test_arith_metamethod(void **state)
{
    lua_State *L = *state;
    run(L, "t = setmetatable({}, {__add = function(a, b) return rawequal(a, t) and b end,\n"
           "  __unm = function(a, b) return rawequal(a, b) end})");
    lua_getglobal(L, "t");
    lua_pushstring(L, "right");
    lua_arith(L, LUA_OPADD);
    assert_lua_string(L, -1, "right");
    lua_getglobal(L, "t");
    lua_arith(L, LUA_OPUNM);
    assert_true(lua_toboolean(L, -1));
}

static void test_compare(void **state)
{
    lua_State *L = *state;
    run(L, "local m = {__eq = function() return true end, __lt = function() return false end,\n"
           "  __le = function() return 1 end}\n"
           "a, b = setmetatable({}, m), setmetatable({}, m)");
    lua_getglobal(L, "a");
    lua_getglobal(L, "b");
    assert_true(lua_compare(L, 1, 2, LUA_OPEQ));
    assert_false(lua_compare(L, 1, 2, LUA_OPLT));
    assert_true(lua_compare(L, 1, 2, LUA_OPLE));
    assert_false(lua_rawequal(L, 1, 2));
    assert_false(lua_compare(L, 1, 9, LUA_OPEQ)); // an index without value
    lua_pushinteger(L, 1);
    lua_pushnumber(L, 1.5);
    assert_true(lua_compare(L, 3, 4, LUA_OPLT));
    assert_false(lua_compare(L, 4, 3, LUA_OPLE));
}

static void test_concat(void **state)
{
    lua_State *L = *state;
    lua_concat(L, 0);
    assert_lua_string(L, -1, "");
    lua_concat(L, 1);
    assert_int_equal(lua_gettop(L), 1);
    lua_pushstring(L, "a");
    lua_pushinteger(L, 1);
    lua_pushnumber(L, 2);
    lua_pushstring(L, "");
    lua_concat(L, 5);
    assert_lua_string(L, -1, "a12.0");
    run(L, "t = setmetatable({}, {__concat = function(a, b) return 'called' end})");
    lua_getglobal(L, "t");
    lua_pushstring(L, "!");
    lua_concat(L, 3);
    assert_lua_string(L, -1, "a12.0called");
}

static int arith_of_table(lua_State *L)
{
    lua_newtable(L);
    lua_pushinteger(L, 1);
    lua_arith(L, LUA_OPADD);
    return 1;
}

static void test_arith_error(void **state)
{
    lua_State *L = *state;
    lua_pushcfunction(L, arith_of_table);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    assert_lua_string(L, -1, "attempt to perform arithmetic on a table value");
}

// ---- messages

static const char *format_list(lua_State *L, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = lua_pushvfstring(L, format, arguments);
    va_end(arguments);
    return text;
}

static void test_pushvfstring(void **state)
{
    lua_State *L = *state;
    assert_string_equal(
        format_list(L, "%s %d %I %f %c %U %%", "s", -1, (LUAI_UACINT)1 << 40, 0.5, 'x', 0x20acL),
        "s -1 1099511627776 0.5 x \xe2\x82\xac %");
    assert_string_equal(format_list(L, "%s", (char *)NULL), "(null)");
    assert_int_equal(lua_gettop(L), 2);
}

static int refuse_argument(lua_State *L)
{
    return luaL_argerror(L, 2, "not today");
}

static int refuse_type(lua_State *L)
{
    return luaL_typeerror(L, 1, "fish");
}

static void test_argument_errors(void **state)
{
    lua_State *L = *state;
    lua_register(L, "refuse_argument", refuse_argument);
    lua_register(L, "refuse_type", refuse_type);
    run(L, "local _, m = pcall(function() refuse_argument(1, 2) end)\n"
           "assert(m:find(\"bad argument #2 to 'refuse_argument' (not today)\", 1, true), m)\n"
           "_, m = pcall(function() refuse_type({}) end)\n"
           "assert(m:find(\"bad argument #1 to 'refuse_type' (fish expected, got table)\", 1, "
           "true), m)\n"
           "_, m = pcall(function() refuse_type(setmetatable({}, {__name = 'Bird'})) end)\n"
           "assert(m:find('(fish expected, got Bird)', 1, true), m)\n"
           "_, m = pcall(function() refuse_type() end)\n"
           "assert(m:find('(fish expected, got no value)', 1, true), m)\n"
           "local o = {m = refuse_argument}\n"
           "_, m = pcall(function() o:m(1) end)\n"
           "assert(m:find(\"bad argument #1 to 'm' (not today)\", 1, true), m)\n"
           "o.m = refuse_type\n"
           "_, m = pcall(function() o:m(1) end)\n"
           "assert(m:find(\"calling 'm' on bad self (fish expected, got table)\", 1, true), m)");
}

static int check_other_version(lua_State *L)
{
    luaL_checkversion_(L, 503, LUAL_NUMSIZES);
    return 0;
}

static int check_other_sizes(lua_State *L)
{
    luaL_checkversion_(L, LUA_VERSION_NUM, 8 * 16 + 4);
    return 0;
}

static void test_checkversion(void **state)
{
    lua_State *L = *state;
    luaL_checkversion(L);
    lua_pushcfunction(L, check_other_version);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    assert_lua_string(L, -1, "version mismatch: app. needs 503.0, Lua core provides 504.0");
    lua_pushcfunction(L, check_other_sizes);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    assert_lua_string(L, -1, "core and library have incompatible numeric types");
}

// ---- libraries

typedef struct LibraryCase {
    const char *name;
    lua_CFunction open;
    const char *member; // something that is in it
} LibraryCase;

static const LibraryCase library_cases[] = {
    {LUA_GNAME, luaopen_base, "print"},          {LUA_LOADLIBNAME, luaopen_package, "loadlib"},
    {LUA_COLIBNAME, luaopen_coroutine, "close"}, {LUA_TABLIBNAME, luaopen_table, "move"},
    {LUA_IOLIBNAME, luaopen_io, "lines"},        {LUA_OSLIBNAME, luaopen_os, "time"},
    {LUA_STRLIBNAME, luaopen_string, "pack"},    {LUA_MATHLIBNAME, luaopen_math, "pi"},
    {LUA_UTF8LIBNAME, luaopen_utf8, "char"},     {LUA_DBLIBNAME, luaopen_debug, "getinfo"},
};

static void test_libraries_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof library_cases / sizeof library_cases[0]; i++) {
        const LibraryCase *library = &library_cases[i];
        lua_State *L = luaL_newstate();
        luaL_requiref(L, library->name, library->open, 0);
        assert_int_equal(lua_gettop(L), 1);
        assert_int_equal(lua_getfield(L, 1, library->member) != LUA_TNIL, 1);
        luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
        lua_getfield(L, -1, library->name);
        assert_true(lua_rawequal(L, 1, -1));
        lua_close(L);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        API_TEST(test_raw_access),
        API_TEST(test_access_with_metamethods),
        API_TEST(test_next),
        API_TEST(test_next_of_unknown_key),
        API_TEST(test_arith),
        API_TEST(test_arith_metamethod),
        API_TEST(test_arith_error),
        API_TEST(test_compare),
        API_TEST(test_concat),
        API_TEST(test_pushvfstring),
        API_TEST(test_argument_errors),
        API_TEST(test_checkversion),
        cmocka_unit_test(test_libraries_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
