// SPDX-License-Identifier: MIT
// states.c: states in several OS threads share nothing; run under ThreadSanitizer by
// scripts/test_threads.
//
// Prints a line for each test and exits with 0 if all is as expected.

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"
#include "neap.h"

#define THREADS 4

// Touches all libraries, the collector in both modes, errors and coroutines.
static const char work[] =
    "local seed = ...\n"
    "math.randomseed(seed)\n"
    "local words = {}\n"
    "for i = 1, 2000 do\n"
    "  words[i] = ('%d:%s:%.3f'):format(i, ('x'):rep(i % 50), i / 7)\n"
    "end\n"
    "table.sort(words, function (a, b) return a < b end)\n"
    "local text = table.concat(words, ' ')\n"
    "assert(#text:gsub('%d+', function (d) return d .. d end) > #text)\n"
    "assert(text:upper():find('X+', 1) and text:match('%f[%w]%w+'))\n"
    "local sum = 0\n"
    "local function generate() for i = 1, 500 do coroutine.yield(i) end end\n"
    "for i in coroutine.wrap(generate) do sum = sum + i end\n"
    "assert(sum == 125250)\n"
    "collectgarbage('generational')\n"
    "local weak = setmetatable({}, {__mode = 'k'})\n"
    "for i = 1, 2000 do weak[{}] = setmetatable({}, {__gc = function () sum = sum + 1 end}) end\n"
    "collectgarbage('incremental')\n"
    "collectgarbage()\n"
    "assert(not pcall(error, {}) and not pcall(string.rep))\n"
    "local copy = load(string.dump(load 'return ...'))\n"
    "assert(copy(42) == 42 and not load 'x =')\n"
    "assert(os.date('!%Y', 0) == '1970' and os.time{year = 2000, month = 1, day = 1} > 0)\n"
    "assert(os.getenv 'HOME' ~= 0 and os.clock() >= 0 and tostring(os.time()))\n"
    "assert(require 'string' == string and not pcall(require, 'no.such.module'))\n"
    "assert(utf8.len('äöü') == 3 and string.pack('>i4', 1) == '\\0\\0\\0\\1')\n"
    "local file = assert(io.tmpfile())\n"
    "file:write(text):seek 'set'\n"
    "assert(file:read 'a' == text and file:close())\n"
    "assert(tostring(debug.traceback 'x'):find 'stack traceback')\n"
    "local deep = 0\n"
    "local function recurse() deep = deep + 1 return 1 + recurse() end\n"
    "assert(not pcall(recurse) and deep > 1000)\n"
    "return sum\n";

static void fail(const char *what, lua_State *L)
{
    printf("states: %s: %s\n", what, L != NULL ? lua_tostring(L, -1) : "");
    exit(1);
}

static void run_work(lua_State *L, int seed)
{
    if (luaL_loadbuffer(L, work, sizeof work - 1, "=work") != LUA_OK) {
        fail("load", L);
    }
    lua_pushinteger(L, seed);
    if (lua_pcall(L, 1, 1, 0) != LUA_OK) {
        fail("work", L);
    }
    lua_pop(L, 1);
}

static void run_threads(void *(*body)(void *data), void *data, size_t size)
{
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        if (pthread_create(&threads[i], NULL, body, (char *)data + size * (size_t)i) != 0) {
            fail("pthread_create", NULL);
        }
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
}

// ---- states of their own

static void *work_twice(void *data)
{
    for (int i = 0; i < 2; i++) {
        lua_State *L = luaL_newstate();
        luaL_openlibs(L);
        run_work(L, *(const int *)data + i);
        lua_close(L);
    }
    return NULL;
}

static void test_separate_states(void)
{
    int seeds[THREADS] = {1, 2, 3, 4};
    run_threads(work_twice, seeds, sizeof seeds[0]);
    puts("separate states");
}

// ---- one state, used in turn

typedef struct Shared {
    pthread_mutex_t mutex;
    lua_State *L;
    int turns;
} Shared;

static void *take_turns(void *data)
{
    Shared *shared = *(Shared **)data;
    for (int i = 0; i < 100; i++) {
        pthread_mutex_lock(&shared->mutex);
        if (luaL_dostring(shared->L, "n = (n or 0) + 1; t = {n, tostring(n)}") != LUA_OK) {
            fail("turn", shared->L);
        }
        shared->turns++;
        pthread_mutex_unlock(&shared->mutex);
    }
    return NULL;
}

static void test_turns(void)
{
    Shared shared = {.mutex = PTHREAD_MUTEX_INITIALIZER, .L = luaL_newstate()};
    luaL_openlibs(shared.L);
    Shared *all[THREADS] = {&shared, &shared, &shared, &shared};
    run_threads(take_turns, all, sizeof all[0]);
    lua_getglobal(shared.L, "n");
    if (shared.turns != 100 * THREADS || lua_tointeger(shared.L, -1) != shared.turns) {
        fail("turns", NULL);
    }
    lua_close(shared.L);
    puts("one state in turn");
}

// ---- code and values handed over

typedef struct Chunk {
    char bytes[4096];
    size_t length;
} Chunk;

static int write_chunk(lua_State *L, const void *bytes, size_t length, void *data)
{
    (void)L;
    Chunk *chunk = data;
    if (length > sizeof chunk->bytes - chunk->length) {
        return 1;
    }
    memcpy(chunk->bytes + chunk->length, bytes, length);
    chunk->length += length;
    return 0;
}

static void *run_chunk(void *data)
{
    const Chunk *chunk = *(Chunk **)data;
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    for (int i = 0; i < 100; i++) {
        if (luaL_loadbuffer(L, chunk->bytes, chunk->length, "chunk") != LUA_OK ||
            lua_pcall(L, 0, 1, 0) != LUA_OK || lua_tointeger(L, -1) != 5050) {
            fail("chunk", L);
        }
        lua_settop(L, 0);
    }
    lua_close(L);
    return NULL;
}

static void test_chunks(void)
{
    static Chunk chunk;
    lua_State *L = luaL_newstate();
    luaL_loadstring(L, "local sum = 0 for i = 1, 100 do sum = sum + i end return sum");
    if (lua_dump(L, write_chunk, &chunk, 0) != 0) {
        fail("dump", NULL);
    }
    lua_close(L);
    Chunk *all[THREADS] = {&chunk, &chunk, &chunk, &chunk};
    run_threads(run_chunk, all, sizeof all[0]);
    puts("one chunk in many states");
}

// ---- stopped from outside

// What never ends by itself: bare loops, calls, coroutines that come and go.
static const char *const endless[] = {
    "while true do end",
    "while true do pcall(load, 'x') end",
    "while true do coroutine.wrap(function () coroutine.yield() end)() end",
    "local next = coroutine.wrap(function () while true do coroutine.yield() end end)\n"
    "while true do next() end",
};

static lua_State *new_endless_state(int kind)
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    if (luaL_loadstring(L, endless[kind]) != LUA_OK) {
        fail("endless loop", L);
    }
    return L;
}

static void *run_endlessly(void *data)
{
    if (lua_pcall(data, 0, 0, 0) == LUA_OK) {
        fail("endless loop", NULL);
    }
    return NULL;
}

static void stop_one(int kind, unsigned microseconds)
{
    lua_State *L = new_endless_state(kind);
    pthread_t thread;
    if (pthread_create(&thread, NULL, run_endlessly, L) != 0) {
        fail("pthread_create", NULL);
    }
    usleep(microseconds);
    neap_stop(L);
    pthread_join(thread, NULL);
    if (neap_stopreason(L) != NEAP_STOPPED) {
        fail("stop", NULL);
    }
    neap_clearstop(L);
    if (luaL_dostring(L, "for i = 1, 1000 do end") != LUA_OK) {
        fail("after a stop", L);
    }
    lua_close(L);
}

static void test_stop(void)
{
    for (unsigned i = 0; i < 100; i++) {
        stop_one((int)(i % (sizeof endless / sizeof *endless)), i * 97 % 3000);
    }
    puts("stopped from another thread");
}

static void *run_until_deadline(void *data)
{
    lua_State *L = new_endless_state(*(const int *)data);
    if (!neap_setdeadline(L, 0.05, NEAP_WALL_TIME)) {
        fail("deadline", NULL);
    }
    run_endlessly(L);
    if (neap_stopreason(L) != NEAP_TIME_LIMIT) {
        fail("deadline", L);
    }
    lua_close(L);
    return NULL;
}

static void test_deadlines(void)
{
    int kinds[THREADS] = {0, 1, 2, 3};
    run_threads(run_until_deadline, kinds, sizeof kinds[0]);
    puts("deadlines");
}

int main(void)
{
    test_separate_states();
    test_turns();
    test_chunks();
    test_stop();
    test_deadlines();
    return 0;
}
