// SPDX-License-Identifier: MIT
// test_aux.c: the auxiliary library: arguments and their messages, buffers, metatables, references,
// files.

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "tests/api/harness.h"

// Calls the function with the values above the index [base]; expects this message.
static void expect_error(lua_State *L, lua_CFunction function, int base, const char *message)
{
    lua_pushcfunction(L, function);
    lua_insert(L, base + 1);
    assert_int_equal(lua_pcall(L, lua_gettop(L) - base - 1, 0, 0), LUA_ERRRUN);
    assert_lua_string(L, -1, message);
    lua_settop(L, base);
}

// ---- arguments

static int take_integer(lua_State *L)
{
    lua_pushinteger(L, luaL_checkinteger(L, 1));
    return 1;
}

static int take_number(lua_State *L)
{
    lua_pushnumber(L, luaL_checknumber(L, 1));
    return 1;
}

static int take_string(lua_State *L)
{
    size_t length;
    const char *s = luaL_checklstring(L, 1, &length);
    lua_pushlstring(L, s, length);
    return 1;
}

static int take_any(lua_State *L)
{
    luaL_checkany(L, 2);
    return 0;
}

static int take_table(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    return 0;
}

static int take_option(lua_State *L)
{
    static const char *const options[] = {"set", "cur", "end", NULL};
    lua_pushinteger(L, luaL_checkoption(L, 1, "cur", options));
    return 1;
}

static int take_optional(lua_State *L)
{
    size_t length = 77;
    lua_Integer i = luaL_optinteger(L, 1, 11);
    lua_Number n = luaL_optnumber(L, 2, 1.5);
    const char *text = luaL_optlstring(L, 3, "default", &length);
    lua_pushinteger(L, i);
    lua_pushnumber(L, n);
    lua_pushstring(L, text);
    lua_pushinteger(L, (lua_Integer)length);
    return 4;
}

static int take_much_stack(lua_State *L)
{
    luaL_checkstack(L, 2 * LUAI_MAXSTACK, luaL_optstring(L, 1, NULL));
    return 0;
}

static void test_wrong_arguments(void **state)
{
    lua_State *L = *state;
    expect_error(L, take_integer, 0, "bad argument #1 to '?' (number expected, got no value)");
    lua_pushliteral(L, "x");
    expect_error(L, take_integer, 0, "bad argument #1 to '?' (number expected, got string)");
    lua_pushnumber(L, 1.5);
    expect_error(L, take_integer, 0,
                 "bad argument #1 to '?' (number has no integer representation)");
    lua_pushliteral(L, "1.5");
    expect_error(L, take_integer, 0,
                 "bad argument #1 to '?' (number has no integer representation)");
    lua_pushnil(L);
    expect_error(L, take_number, 0, "bad argument #1 to '?' (number expected, got nil)");
    lua_pushlightuserdata(L, L);
    expect_error(L, take_string, 0, "bad argument #1 to '?' (string expected, got light userdata)");
    lua_pushnil(L);
    expect_error(L, take_any, 0, "bad argument #2 to '?' (value expected)");
    lua_pushboolean(L, 1);
    expect_error(L, take_table, 0, "bad argument #1 to '?' (table expected, got boolean)");
    lua_pushliteral(L, "middle");
    expect_error(L, take_option, 0, "bad argument #1 to '?' (invalid option 'middle')");
    expect_error(L, take_much_stack, 0, "stack overflow");
    lua_pushliteral(L, "why");
    expect_error(L, take_much_stack, 0, "stack overflow (why)");
    luaL_newmetatable(L, "My.Type");
    lua_newtable(L);
    lua_insert(L, 1);
    lua_setmetatable(L, 1);
    expect_error(L, take_string, 0, "bad argument #1 to '?' (string expected, got My.Type)");
}

// The name comes from the call, or from a loaded module.
static void test_names_in_messages(void **state)
{
    lua_State *L = *state;
    lua_pushcfunction(L, take_integer);
    lua_setglobal(L, "take");
    run(L,
        "local ok, text = pcall(function() local x = take('a') end)\n"
        "assert(text:match(': bad argument #1 to .take. %(number expected, got string%)$'), text)\n"
        "ok, text = pcall(take)\n"
        "assert(text == \"bad argument #1 to 'take' (number expected, got no value)\", text)\n"
        "local object = {method = take}\n"
        "ok, text = pcall(function() object:method() end)\n"
        "assert(text:match(\"calling 'method' on bad self %(number expected, got table%)$\"), "
        "text)\n"
        "ok, text = pcall(string.rep)\n"
        "assert(text == \"bad argument #1 to 'string.rep' (string expected, got no value)\", "
        "text)");
}

static void test_conversions(void **state)
{
    lua_State *L = *state;
    lua_pushcfunction(L, take_integer);
    lua_pushliteral(L, " 0x10 ");
    lua_call(L, 1, 1);
    assert_true(lua_isinteger(L, -1));
    assert_lua_integer(L, -1, 16);
    lua_pushcfunction(L, take_number);
    lua_pushliteral(L, "0.25");
    lua_call(L, 1, 1);
    assert_true(lua_tonumber(L, -1) == 0.25);
    lua_pushcfunction(L, take_string);
    lua_pushnumber(L, 3.0);
    lua_call(L, 1, 1);
    assert_lua_string(L, -1, "3.0");
    lua_pushcfunction(L, take_option);
    lua_call(L, 0, 1);
    assert_lua_integer(L, -1, 1);
    lua_pushcfunction(L, take_option);
    lua_pushliteral(L, "end");
    lua_call(L, 1, 1);
    assert_lua_integer(L, -1, 2);
    lua_settop(L, 0);
    lua_pushcfunction(L, take_optional);
    lua_pushnil(L);
    lua_call(L, 1, 4);
    assert_lua_integer(L, 1, 11);
    assert_true(lua_tonumber(L, 2) == 1.5);
    assert_lua_string(L, 3, "default");
    assert_lua_integer(L, 4, 7);
}

static int check_old_version(lua_State *L)
{
    luaL_checkversion(L);
    luaL_checkversion_(L, 503, LUAL_NUMSIZES);
    return 0;
}

static int check_other_numbers(lua_State *L)
{
    luaL_checkversion_(L, LUA_VERSION_NUM, 1);
    return 0;
}

static void test_versions(void **state)
{
    lua_State *L = *state;
    expect_error(L, check_old_version, 0,
                 "version mismatch: app. needs 503.0, Lua core provides 504.0");
    expect_error(L, check_other_numbers, 0, "core and library have incompatible numeric types");
}

// ---- buffers

static void test_small_buffer(void **state)
{
    lua_State *L = *state;
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    assert_int_equal(lua_gettop(L), 1);
    luaL_addchar(&b, 'a');
    luaL_addstring(&b, "bc");
    luaL_addlstring(&b, "d\0e", 3);
    lua_pushinteger(L, 12);
    luaL_addvalue(&b);
    luaL_buffsub(&b, 1);
    luaL_addgsub(&b, "x.y.z", ".", "::");
    assert_int_equal(luaL_bufflen(&b), 14);
    luaL_pushresult(&b);
    assert_int_equal(lua_gettop(L), 1);
    size_t length;
    const char *text = lua_tolstring(L, 1, &length);
    assert_int_equal(length, 14);
    assert_memory_equal(text, "abcd\0e1x::y::z", 14);
}

// Larger than the buffer itself, made in every way.
static void test_large_buffer(void **state)
{
    lua_State *L = *state;
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    for (int i = 0; i < 10000; i++) {
        luaL_addchar(&b, (char)('a' + i % 26));
    }
    for (int i = 0; i < 1000; i++) {
        lua_pushfstring(L, "<%d>", i);
        luaL_addvalue(&b);
    }
    memset(luaL_prepbuffsize(&b, 100000), 'z', 100000);
    luaL_pushresultsize(&b, 100000);
    assert_int_equal(lua_gettop(L), 1);
    size_t length;
    const char *text = lua_tolstring(L, 1, &length);
    assert_int_equal(length, 10000 + 10 * 3 + 90 * 4 + 900 * 5 + 100000);
    assert_memory_equal(text + 9999, "p<0><1>", 7);
    assert_memory_equal(text + length - 100005, "<999>z", 6);
}

static void test_nested_buffers(void **state)
{
    lua_State *L = *state;
    for (int round = 0; round < 5; round++) {
        luaL_Buffer outer;
        luaL_Buffer inner;
        memset(luaL_buffinitsize(L, &outer, 5000), 'o', 5000);
        luaL_addsize(&outer, 5000);
        memset(luaL_buffinitsize(L, &inner, 3000), 'i', 3000);
        luaL_pushresultsize(&inner, 3000);
        luaL_addvalue(&outer);
        lua_gc(L, LUA_GCCOLLECT);
        luaL_pushresult(&outer);
        assert_int_equal(lua_rawlen(L, -1), 8000);
        assert_memory_equal(lua_tostring(L, -1) + 4999, "oi", 2);
        lua_settop(L, 0);
    }
}

static int fail_with_buffer(lua_State *L)
{
    luaL_Buffer b;
    luaL_buffinitsize(L, &b, 100000);
    luaL_addsize(&b, 100000);
    return luaL_error(L, "failed");
}

static int leave_buffer(lua_State *L)
{
    luaL_Buffer b;
    luaL_buffinitsize(L, &b, 100000);
    return 0;
}

// Neither errors nor functions that forget their buffers keep the memory.
static void test_abandoned_buffers(void **state)
{
    lua_State *L = *state;
    lua_gc(L, LUA_GCCOLLECT);
    int before = lua_gc(L, LUA_GCCOUNT);
    lua_gc(L, LUA_GCSTOP);
    for (int i = 0; i < 50; i++) {
        expect_error(L, fail_with_buffer, 0, "failed");
        lua_pushcfunction(L, leave_buffer);
        lua_call(L, 0, 0);
    }
    assert_true(lua_gc(L, LUA_GCCOUNT) < before + 1000);
    lua_gc(L, LUA_GCRESTART);
}

static void test_gsub(void **state)
{
    lua_State *L = *state;
    assert_string_equal(luaL_gsub(L, "a/b/c", "/", "\\\\"), "a\\\\b\\\\c");
    assert_string_equal(luaL_gsub(L, "nothing", "/", "x"), "nothing");
    assert_string_equal(luaL_gsub(L, "", "/", "x"), "");
    assert_int_equal(lua_gettop(L), 3);
}

// ---- metatables and values

static void test_metatables(void **state)
{
    lua_State *L = *state;
    assert_int_equal(luaL_newmetatable(L, "T1"), 1);
    assert_int_equal(luaL_newmetatable(L, "T1"), 0);
    assert_true(lua_rawequal(L, 1, 2));
    lua_getfield(L, 1, "__name");
    assert_lua_string(L, -1, "T1");
    luaL_newmetatable(L, "T2");
    lua_settop(L, 0);
    void *block = lua_newuserdatauv(L, 8, 0);
    assert_null(luaL_testudata(L, 1, "T1"));
    luaL_setmetatable(L, "T1");
    assert_ptr_equal(luaL_testudata(L, 1, "T1"), block);
    assert_ptr_equal(luaL_checkudata(L, 1, "T1"), block);
    assert_null(luaL_testudata(L, 1, "T2"));
    assert_null(luaL_testudata(L, 1, "T3"));
    assert_null(luaL_testudata(L, 2, "T1"));
    lua_pushinteger(L, 1);
    assert_null(luaL_testudata(L, -1, "T1"));
    assert_int_equal(luaL_getmetatable(L, "T1"), LUA_TTABLE);
    assert_int_equal(luaL_getmetatable(L, "T3"), LUA_TNIL);
    assert_int_equal(lua_gettop(L), 4);
}

static int check_type_one(lua_State *L)
{
    luaL_checkudata(L, 1, "T1");
    return 0;
}

static int answer(lua_State *L)
{
    lua_pushfstring(L, "<%s>", luaL_typename(L, 1));
    return 1;
}

static int answer_wrong(lua_State *L)
{
    lua_pushboolean(L, 1);
    return 1;
}

static int to_text(lua_State *L)
{
    luaL_tolstring(L, 1, NULL);
    return 1;
}

static void test_metafields(void **state)
{
    lua_State *L = *state;
    lua_newuserdatauv(L, 8, 0);
    luaL_newmetatable(L, "T2");
    lua_pushcfunction(L, answer);
    lua_setfield(L, -2, "__tostring");
    lua_setmetatable(L, 1);
    assert_int_equal(luaL_getmetafield(L, 1, "__nothing"), LUA_TNIL);
    assert_int_equal(luaL_getmetafield(L, 1, "__name"), LUA_TSTRING);
    assert_int_equal(lua_gettop(L), 2);
    assert_int_equal(luaL_callmeta(L, 1, "__nothing"), 0);
    assert_int_equal(luaL_callmeta(L, 1, "__tostring"), 1);
    assert_lua_string(L, 3, "<userdata>");
    lua_pushinteger(L, 1);
    assert_int_equal(luaL_getmetafield(L, -1, "__name"), LUA_TNIL);
    lua_settop(L, 1);
    expect_error(L, check_type_one, 0, "bad argument #1 to '?' (T1 expected, got T2)");
}

static void test_tolstring(void **state)
{
    lua_State *L = *state;
    char expected[64];
    lua_pushinteger(L, -7);
    assert_string_equal(luaL_tolstring(L, -1, NULL), "-7");
    lua_pushnumber(L, 1e15);
    assert_string_equal(luaL_tolstring(L, -1, NULL), "1e+15");
    lua_pushboolean(L, 0);
    assert_string_equal(luaL_tolstring(L, -1, NULL), "false");
    lua_pushnil(L);
    assert_string_equal(luaL_tolstring(L, -1, NULL), "nil");
    lua_settop(L, 0);
    lua_newtable(L);
    snprintf(expected, sizeof expected, "table: %p", lua_topointer(L, 1));
    assert_string_equal(luaL_tolstring(L, 1, NULL), expected);
    lua_newtable(L);
    lua_pushliteral(L, "Name");
    lua_setfield(L, -2, "__name");
    lua_setmetatable(L, 1);
    snprintf(expected, sizeof expected, "Name: %p", lua_topointer(L, 1));
    assert_string_equal(luaL_tolstring(L, 1, NULL), expected);
    lua_getmetatable(L, 1);
    lua_pushcfunction(L, answer_wrong);
    lua_setfield(L, -2, "__tostring");
    lua_settop(L, 1);
    expect_error(L, to_text, 0, "'__tostring' must return a string");
}

static int length_of(lua_State *L)
{
    lua_pushinteger(L, luaL_len(L, 1));
    return 1;
}

static void test_len(void **state)
{
    lua_State *L = *state;
    lua_pushliteral(L, "hello");
    assert_int_equal(luaL_len(L, 1), 5);
    assert_int_equal(lua_gettop(L), 1);
    lua_newtable(L);
    lua_newtable(L);
    lua_pushcfunction(L, answer_wrong);
    lua_setfield(L, -2, "__len");
    lua_setmetatable(L, -2);
    lua_remove(L, 1);
    expect_error(L, length_of, 0, "object length is not an integer");
}

// ---- references

static void test_references(void **state)
{
    lua_State *L = *state;
    int references[100];
    luaL_checkstack(L, 120, NULL);
    lua_newtable(L);
    lua_pushnil(L);
    assert_int_equal(luaL_ref(L, 1), LUA_REFNIL);
    for (int i = 0; i < 100; i++) {
        lua_pushinteger(L, 1000 + i);
        references[i] = luaL_ref(L, 1);
        assert_true(references[i] > 0);
    }
    for (int i = 0; i < 100; i++) {
        lua_rawgeti(L, 1, references[i]);
        assert_lua_integer(L, -1, 1000 + i);
    }
    lua_settop(L, 1);
    luaL_unref(L, 1, references[40]);
    luaL_unref(L, 1, references[7]);
    luaL_unref(L, 1, LUA_NOREF);
    luaL_unref(L, 1, LUA_REFNIL);
    lua_pushliteral(L, "again");
    assert_int_equal(luaL_ref(L, 1), references[7]);
    lua_pushliteral(L, "again");
    assert_int_equal(luaL_ref(L, 1), references[40]);
    lua_rawgeti(L, 1, references[41]);
    assert_lua_integer(L, -1, 1041);
    lua_pushliteral(L, "r");
    int r = luaL_ref(L, LUA_REGISTRYINDEX);
    assert_int_equal(lua_rawgeti(L, LUA_REGISTRYINDEX, r), LUA_TSTRING);
    luaL_unref(L, LUA_REGISTRYINDEX, r);
}

// ---- libraries

static int upvalue_sum(lua_State *L)
{
    lua_pushinteger(L,
                    lua_tointeger(L, lua_upvalueindex(1)) + lua_tointeger(L, lua_upvalueindex(2)));
    return 1;
}

static int open_module(lua_State *L)
{
    static const luaL_Reg functions[] = {{"integer", take_integer}, {"place", NULL}, {NULL, NULL}};
    luaL_newlib(L, functions);
    lua_pushvalue(L, 1);
    lua_setfield(L, -2, "name");
    return 1;
}

static void test_libraries(void **state)
{
    lua_State *L = *state;
    static const luaL_Reg functions[] = {{"sum", upvalue_sum}, {"sum2", upvalue_sum}, {NULL, NULL}};
    lua_newtable(L);
    lua_pushinteger(L, 30);
    lua_pushinteger(L, 12);
    luaL_setfuncs(L, functions, 2);
    assert_int_equal(lua_gettop(L), 1);
    lua_getfield(L, 1, "sum2");
    lua_call(L, 0, 1);
    assert_lua_integer(L, -1, 42);
    luaL_requiref(L, "module", open_module, 1);
    lua_getfield(L, -1, "name");
    assert_lua_string(L, -1, "module");
    assert_int_equal(lua_getfield(L, -2, "place"), LUA_TBOOLEAN);
    lua_pop(L, 2);
    assert_int_equal(lua_getglobal(L, "module"), LUA_TTABLE);
    assert_true(lua_rawequal(L, -1, -2));
    luaL_requiref(L, "module", open_module, 0);
    assert_true(lua_rawequal(L, -1, -2));
    lua_settop(L, 0);
    assert_int_equal(luaL_getsubtable(L, LUA_REGISTRYINDEX, "sub"), 0);
    assert_int_equal(luaL_getsubtable(L, LUA_REGISTRYINDEX, "sub"), 1);
    assert_true(lua_rawequal(L, 1, 2));
}

// ---- results of the C library

static void test_results(void **state)
{
    lua_State *L = *state;
    assert_int_equal(luaL_fileresult(L, 1, "name"), 1);
    assert_true(lua_toboolean(L, -1));
    errno = ENOENT;
    assert_int_equal(luaL_fileresult(L, 0, "name"), 3);
    assert_true(lua_isnil(L, -3));
    assert_lua_string(L, -2, "name: No such file or directory");
    assert_lua_integer(L, -1, ENOENT);
    errno = ENOENT;
    assert_int_equal(luaL_fileresult(L, 0, NULL), 3);
    assert_lua_string(L, -2, "No such file or directory");
    errno = 0;
    assert_int_equal(luaL_execresult(L, 0), 3);
    assert_true(lua_toboolean(L, -3));
    assert_lua_string(L, -2, "exit");
    assert_lua_integer(L, -1, 0);
    assert_int_equal(luaL_execresult(L, 3 << 8), 3);
    assert_true(lua_isnil(L, -3));
    assert_lua_string(L, -2, "exit");
    assert_lua_integer(L, -1, 3);
    assert_int_equal(luaL_execresult(L, SIGKILL), 3);
    assert_lua_string(L, -2, "signal");
    assert_lua_integer(L, -1, SIGKILL);
    errno = ECHILD;
    assert_int_equal(luaL_execresult(L, -1), 3);
    assert_lua_integer(L, -1, ECHILD);
}

// ---- files

static char file_name[64];

static void write_file(const char *bytes, size_t size)
{
    snprintf(file_name, sizeof file_name, "/tmp/test_aux_%ld", (long)getpid());
    FILE *file = fopen(file_name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

static void load_text(lua_State *L, const char *text, int status)
{
    lua_settop(L, 0);
    write_file(text, strlen(text));
    assert_int_equal(luaL_loadfile(L, file_name), status);
    assert_int_equal(lua_gettop(L), 1);
    remove(file_name);
}

static void test_files(void **state)
{
    lua_State *L = *state;
    char expected[128];
    load_text(L, "\xEF\xBB\xBF# first line\nreturn 1, ...", LUA_OK);
    lua_pushinteger(L, 2);
    lua_call(L, 1, LUA_MULTRET);
    assert_int_equal(lua_gettop(L), 2);
    load_text(L, "#!only", LUA_OK);
    load_text(L, "", LUA_OK);
    load_text(L, "# first\nx =", LUA_ERRSYNTAX);
    snprintf(expected, sizeof expected, "%s:2: unexpected symbol near <eof>", file_name);
    assert_lua_string(L, 1, expected);
    assert_int_equal(luaL_loadfile(L, file_name), LUA_ERRFILE);
    snprintf(expected, sizeof expected, "cannot open %s: No such file or directory", file_name);
    assert_lua_string(L, -1, expected);
    assert_int_equal(luaL_loadfile(L, "/tmp"), LUA_ERRFILE);
    assert_lua_string(L, -1, "cannot read /tmp: Is a directory");
    assert_int_equal(lua_gettop(L), 3);
}

static int write_to_buffer(lua_State *L, const void *p, size_t size, void *data)
{
    (void)L;
    luaL_addlstring(data, p, size);
    return 0;
}

static void test_binary_files(void **state)
{
    lua_State *L = *state;
    luaL_Buffer b;
    luaL_loadstring(L, "return 'from a file'");
    luaL_buffinit(L, &b);
    luaL_addstring(&b, "#!/usr/bin/lua\n");
    lua_insert(L, 1); // the function is to be on top
    if (lua_dump(L, write_to_buffer, &b, 0) != 0) {
        fail();
    }
    lua_pop(L, 1);
    luaL_pushresult(&b);
    size_t size;
    const char *bytes = lua_tolstring(L, -1, &size);
    write_file(bytes, size);
    assert_int_equal(luaL_loadfilex(L, file_name, "t"), LUA_ERRSYNTAX);
    assert_lua_string(L, -1, "attempt to load a binary chunk (mode is 't')");
    assert_int_equal(luaL_loadfilex(L, file_name, "b"), LUA_OK);
    remove(file_name);
    lua_call(L, 0, 1);
    assert_lua_string(L, -1, "from a file");
}

// ---- positions

static int where(lua_State *L)
{
    luaL_where(L, (int)lua_tointeger(L, 1));
    return 1;
}

static void test_where(void **state)
{
    lua_State *L = *state;
    luaL_where(L, 0);
    assert_lua_string(L, -1, "");
    lua_register(L, "where", where);
    run(L, "assert(where(0) == '')\n\n"
           "local text = where(1)\n"
           "assert(text:match(']:3: $'), text)\n"
           "assert(where(100) == '')");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        API_TEST(test_wrong_arguments),
        API_TEST(test_names_in_messages),
        API_TEST(test_conversions),
        API_TEST(test_versions),
        API_TEST(test_small_buffer),
        API_TEST(test_large_buffer),
        API_TEST(test_nested_buffers),
        API_TEST(test_abandoned_buffers),
        API_TEST(test_gsub),
        API_TEST(test_metatables),
        API_TEST(test_metafields),
        API_TEST(test_tolstring),
        API_TEST(test_len),
        API_TEST(test_references),
        API_TEST(test_libraries),
        API_TEST(test_results),
        API_TEST(test_files),
        API_TEST(test_binary_files),
        API_TEST(test_where),
    };
    return cmocka_run_group_tests_name("aux", tests, NULL, NULL);
}
