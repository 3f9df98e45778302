// SPDX-License-Identifier: MIT
// harness.h: what the tests of the C API share. They use public headers only and are true of every
// Lua 5.4.

#ifndef NEAP_TESTS_API_HARNESS_H
#define NEAP_TESTS_API_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"

// A fresh state with all libraries for each test.
static inline int open_state(void **state)
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    *state = L;
    return L == NULL;
}
static inline int close_state(void **state)
{
    lua_close(*state);
    return 0;
}

#define API_TEST(name) cmocka_unit_test_setup_teardown(name, open_state, close_state)

// Runs a chunk; fails the test with its message on errors.
static inline void run(lua_State *L, const char *code)
{
    if (luaL_dostring(L, code) != LUA_OK) {
        fail_msg("%s", lua_tostring(L, -1));
    }
}

#define assert_lua_string(L, index, expected) assert_string_equal(lua_tostring(L, index), expected)
#define assert_lua_integer(L, index, expected) assert_true(lua_tointeger(L, index) == (expected))

#endif
