// SPDX-License-Identifier: MIT
// test_loading.c: modules written in C, found and loaded: good ones, and everything that can be
// wrong with a file. Each time the error is clear and the state lives on. The modules are made by
// the C compiler in a folder of their own.

#include "tests/api/harness.h"

#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/test_loading_XXXXXX";

static const char *path_of(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_file(const char *name, const char *bytes, size_t size)
{
    FILE *file = fopen(path_of(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

// Compiles [source] to a shared object.
static void make_module(const char *name, const char *source)
{
    char command[512];
    const char *compiler = getenv("CC");
    write_file("module.c", source, strlen(source));
    snprintf(command, sizeof command, "%s -w -shared -fPIC -O0 -o %s/%s %s/module.c",
             compiler ? compiler : "cc", folder, name, folder);
    assert_int_equal(system(command), 0);
}

#define GOOD \
    "int lua_pushinteger(void *, long long); int lua_gettop(void *); const char " \
    "*lua_tolstring(void *, int, void *);\n" \
    "const char *lua_pushstring(void *, const char *);\n"

static int make_modules(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL) {
        return 1;
    }
    make_module("good.so",
                GOOD "int luaopen_good(void *L) { lua_pushinteger(L, 42); return 1; }\n"
                     "int luaopen_good_inner(void *L) { lua_pushinteger(L, 43); return 1; }\n"
                     "int other(void *L) { lua_pushinteger(L, lua_gettop(L)); return 1; }\n");
    make_module(
        "v2-named.so", GOOD
        "int luaopen_named(void *L) { lua_pushstring(L, lua_tolstring(L, 1, 0)); return 1; }\n");
    make_module("empty.so", "int nothing_to_open;\n");
    make_module("silent.so", "int luaopen_silent(void *L) { return 0; }\n");
    make_module("old.so",
                "void luaL_checkversion_(void *, double, unsigned long);\n"
                "int luaopen_old(void *L) { luaL_checkversion_(L, 503, 136); return 0; }\n");
    make_module("numbers.so",
                "void luaL_checkversion_(void *, double, unsigned long);\n"
                "int luaopen_numbers(void *L) { luaL_checkversion_(L, 504, 72); return 0; }\n");
    make_module("missing.so", "int lua_of_another_world(void *);\n"
                              "int luaopen_missing(void *L) { return lua_of_another_world(L); }\n");
    make_module(
        "failing.so",
        "int luaL_error(void *, const char *, ...);\n"
        "int luaopen_failing(void *L) { return luaL_error(L, \"no %s today\", \"module\"); }\n");
    static const char text[] =
        "return 'this is no shared object, but text that is long enough to be one'\n";
    write_file("text.so", text, sizeof text - 1);
    write_file("nothing.so", "", 0);
    return 0;
}

static int remove_modules(void **state)
{
    char command[64];
    (void)state;
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

// A state whose only path for C modules is the folder.
static int open_with_path(void **state)
{
    if (open_state(state) != 0) {
        return 1;
    }
    lua_State *L = *state;
    lua_getglobal(L, "package");
    lua_pushfstring(L, "%s/?.so", folder);
    lua_setfield(L, -2, "cpath");
    lua_pushliteral(L, "");
    lua_setfield(L, -2, "path");
    lua_pop(L, 1);
    return 0;
}

// The message of require(name), without the folder's name.
static const char *require_error(lua_State *L, const char *name)
{
    lua_settop(L, 0);
    lua_getglobal(L, "require");
    lua_pushstring(L, name);
    assert_int_equal(lua_pcall(L, 1, 1, 0), LUA_ERRRUN);
    const char *text = luaL_gsub(L, lua_tostring(L, -1), folder, "DIR");
    lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    assert_int_equal(lua_getfield(L, -1, name), LUA_TNIL); // it is not taken for loaded
    run(L, "assert(select('#', table.unpack({1, 2, 3})) == 3)");
    return text;
}

static void expect_in(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("'%s' is not in: %s", part, text);
    }
}

static void test_good_modules(void **state)
{
    lua_State *L = *state;
    run(L, "local m, where = require('good')\n"
           "assert(m == 42 and where:match('/good.so$'))\n"
           "assert(select('#', require('good')) == 1 or select(2, require('good')) == nil)\n"
           "assert(require('good.inner') == 43)\n"       // the root's file holds it
           "assert(require('v2-named') == 'v2-named')\n" // without what stands before the hyphen
           "assert(require('silent') == true)");
    lua_pushstring(L, path_of("good.so"));
    lua_setglobal(L, "file");
    run(L, "local f = package.loadlib(file, 'other')\n"
           "assert(f(1, 2, 3) == 3 and f() == 0)\n"
           "assert(package.loadlib(file, '*') == true)");
}

static void test_not_found(void **state)
{
    lua_State *L = *state;
    const char *text = require_error(L, "no.such.one");
    expect_in(text, "module 'no.such.one' not found:");
    expect_in(text, "no field package.preload['no.such.one']");
    expect_in(text, "no file 'DIR/no/such/one.so'");
    expect_in(text, "no file 'DIR/no.so'");
}

static void test_no_shared_object(void **state)
{
    lua_State *L = *state;
    const char *text = require_error(L, "text");
    expect_in(text, "error loading module 'text' from file 'DIR/text.so':\n\tDIR/text.so: ");
    expect_in(text, "invalid ELF header");
    expect_in(require_error(L, "nothing"), "file too short");
    char bytes[100];
    FILE *file = fopen(path_of("good.so"), "rb");
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    write_file("half.so", bytes, size); // the beginning of a good one
    expect_in(require_error(L, "half"),
              "error loading module 'half' from file 'DIR/half.so':\n\tDIR/half.so: ");
    mkdir(path_of("directory.so"), 0777);
    expect_in(require_error(L, "directory"), "DIR/directory.so");
}

static void test_wrong_modules(void **state)
{
    lua_State *L = *state;
    expect_in(require_error(L, "empty"), "error loading module 'empty' from file 'DIR/empty.so':\n"
                                         "\tDIR/empty.so: undefined symbol: luaopen_empty");
    expect_in(require_error(L, "old"),
              "version mismatch: app. needs 503.0, Lua core provides 504.0");
    expect_in(require_error(L, "numbers"), "core and library have incompatible numeric types");
    expect_in(require_error(L, "missing"), "undefined symbol: lua_of_another_world");
    expect_in(require_error(L, "failing"), "no module today");
    expect_in(require_error(L, "good.outer"), "no module 'good.outer' in file 'DIR/good.so'");
}

static void expect_loadlib(lua_State *L, const char *path, const char *name, const char *what,
                           const char *why)
{
    lua_settop(L, 0);
    lua_getglobal(L, "package");
    lua_getfield(L, 1, "loadlib");
    lua_pushstring(L, path);
    lua_pushstring(L, name);
    lua_call(L, 2, 3);
    assert_true(lua_isnil(L, 2));
    expect_in(lua_tostring(L, 3), why);
    assert_lua_string(L, 4, what);
}

static void test_loadlib(void **state)
{
    lua_State *L = *state;
    expect_loadlib(L, path_of("good.so"), "not_there", "init", "undefined symbol: not_there");
    expect_loadlib(L, path_of("text.so"), "*", "open", "invalid ELF header");
    expect_loadlib(L, path_of("none.so"), "*", "open", "cannot open shared object file");
    expect_loadlib(L, "", "", "init", "undefined symbol: ");
}

// In a coroutine as in the main program.
static void test_in_coroutine(void **state)
{
    lua_State *L = *state;
    run(L, "local co = coroutine.wrap(function()\n"
           "  local ok, text = pcall(require, 'failing')\n"
           "  assert(not ok and text:find('no module today'))\n"
           "  coroutine.yield(require('good'))\n"
           "  return pcall(require, 'text')\n"
           "end)\n"
           "assert(co() == 42 and co() == false)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_good_modules, open_with_path, close_state),
        cmocka_unit_test_setup_teardown(test_not_found, open_with_path, close_state),
        cmocka_unit_test_setup_teardown(test_no_shared_object, open_with_path, close_state),
        cmocka_unit_test_setup_teardown(test_wrong_modules, open_with_path, close_state),
        cmocka_unit_test_setup_teardown(test_loadlib, open_with_path, close_state),
        cmocka_unit_test_setup_teardown(test_in_coroutine, open_with_path, close_state),
    };
    return cmocka_run_group_tests_name("loading", tests, make_modules, remove_modules);
}
