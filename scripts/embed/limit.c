// SPDX-License-Identifier: MIT
// limit.c: a state that may use so much memory and so many instructions, and no more.
//
// All memory of a state goes through one allocator, so a host can count it, refuse more than a
// limit, and see that closing the state returns every byte. A count hook stops scripts that run
// too long. After either, the state goes on working.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"

typedef struct Budget {
    size_t used;    // bytes held at the moment
    size_t peak;    // most bytes ever held
    size_t limit;   // bytes allowed
    size_t refused; // requests denied
} Budget;

// The allocator. For a new block, old_size is a kind of object and not a size.
static void *allocate(void *data, void *block, size_t old_size, size_t new_size)
{
    Budget *budget = data;
    size_t held = block != NULL ? old_size : 0;
    if (new_size == 0) {
        budget->used -= held;
        free(block);
        return NULL;
    }
    if (new_size > held && budget->used - held + new_size > budget->limit) {
        budget->refused++;
        return NULL;
    }
    void *result = realloc(block, new_size);
    if (result != NULL) {
        budget->used += new_size - held;
        if (budget->used > budget->peak) {
            budget->peak = budget->used;
        }
    }
    return result;
}

static void stop_script(lua_State *L, lua_Debug *activation)
{
    (void)activation;
    luaL_error(L, "instruction limit reached");
}

static void print_error(const char *what, const char *message)
{
    printf("%-24s error: %s\n", what, message != NULL ? message : "(no text)");
}

// Runs [code] with a limit of instructions and says how it went.
static int run(lua_State *L, const char *what, const char *code)
{
    lua_sethook(L, stop_script, LUA_MASKCOUNT, 20000000);
    if (luaL_loadbuffer(L, code, strlen(code), "=script") != LUA_OK ||
        lua_pcall(L, 0, 1, 0) != LUA_OK) {
        print_error(what, lua_tostring(L, -1));
        lua_settop(L, 0);
        return 0;
    }
    printf("%-24s %s\n", what, luaL_tolstring(L, -1, NULL));
    lua_settop(L, 0);
    return 1;
}

static int open_libraries(lua_State *L)
{
    luaL_openlibs(L);
    return 0;
}

// A state must survive a refusal wherever it happens: tries limits from tiny to sufficient.
static void start_with_little_memory(void)
{
    int failed = 0;
    size_t limit = 0;
    for (;; limit += 997) {
        Budget budget = {0, 0, limit, 0};
        lua_State *L = lua_newstate(allocate, &budget);
        int status = LUA_ERRMEM;
        if (L != NULL) {
            lua_pushcfunction(L, open_libraries);
            status = lua_pcall(L, 0, 0, 0);
            lua_close(L);
        }
        if (budget.used != 0) {
            printf("with limit %d, %d bytes were lost\n", (int)limit, (int)budget.used);
        }
        if (status == LUA_OK) {
            break;
        }
        failed++;
    }
    printf("states that had too little to start: %s; then one that could start\n",
           failed > 5 ? "many" : "few");
}

int main(void)
{
    Budget budget = {0, 0, 4 * 1024 * 1024, 0};
    lua_State *L = lua_newstate(allocate, &budget);
    luaL_openlibs(L);
    run(L, "a small job", "local t = {} for i = 1, 1000 do t[i] = i end return #t");
    run(L, "garbage is no problem",
        "local s for i = 1, 100000 do s = { 'x' .. i } end return s[1]");
    run(L, "a large string", "return #('x'):rep(100 * 1024 * 1024)");
    run(L, "a large table", "local t = {} for i = 1, 1e9 do t[i] = { i } end");
    run(L, "caught by the script",
        "local ok, message = pcall(string.rep, 'x', 1 << 24) return message");
    run(L, "no end", "while true do end");
    run(L, "no end, in a pcall", "return pcall(function() repeat until false end)");
    run(L, "still alive", "return 'the answer is ' .. 6 * 7");
    printf("peak within the limit: %s\n", budget.peak <= budget.limit ? "yes" : "no");
    printf("requests were refused: %s\n", budget.refused > 0 ? "yes" : "no");
    lua_gc(L, LUA_GCCOLLECT);
    printf("small again after a collection: %s\n", budget.used < 200 * 1024 ? "yes" : "no");
    printf("lua_gc agrees on the size: %s\n",
           (size_t)lua_gc(L, LUA_GCCOUNT) <= budget.used / 1024 ? "yes" : "no");
    lua_close(L);
    printf("bytes in use after lua_close: %d\n", (int)budget.used);
    start_with_little_memory();
    return EXIT_SUCCESS;
}
