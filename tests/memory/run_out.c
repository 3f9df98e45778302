// SPDX-License-Identifier: MIT
// run_out.c: memory runs out at each single request of a run that opens a state with all libraries
// and does work.lua twice.
//
// For every number k the run is done with request k refused, in these ways:
//   once:  request k alone. The collection that follows makes the second try succeed: nothing is
//   seen of it,
//          except while the state is made.
//   twice: request k and the one after it, so that an error is raised; work.lua catches it and goes
//   on. dry:   k and all after it until lua_pcall returns: LUA_ERRMEM; then the same state does its
//   work. end:   k and all after it, lua_close included.
// Each time the sizes given to the allocator have to be those that were asked for, and all bytes
// have to come back.
//
// Usage: run_out FILE [STEP [FIRST]]: with work.lua, every STEP-th request from FIRST on. Public
// headers only.

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"

#define EXPECTED 7507 // what work.lua returns

enum Way { ONCE, TWICE, DRY, END, WAY_COUNT };
static const char *const way_names[] = {"once", "twice", "dry", "end"};

typedef struct Memory {
    size_t bytes;   // in use
    size_t blocks;  // in use
    long countdown; // requests until the next refusal
    long refusals;  // still to come once it is 0
    long refused;   // so far
    bool is_wrong;  // a size was not the one of the block
} Memory;

static const char *way_name;
static long request; // number k
static int failed;

// ---- the allocator

typedef struct Block {
    size_t size;
    size_t padding;
} Block;

static bool refuse(Memory *memory)
{
    if (memory->countdown > 0) {
        memory->countdown--;
        return false;
    }
    if (memory->refusals == 0) {
        return false;
    }
    memory->refusals--;
    memory->refused++;
    return true;
}

static void *allocate(void *data, void *address, size_t old_size, size_t new_size)
{
    Memory *memory = data;
    Block *block = address != NULL ? (Block *)address - 1 : NULL;
    if (block != NULL && block->size != old_size) {
        memory->is_wrong = true;
    }
    size_t held = block != NULL ? block->size : 0;
    if (new_size == 0) {
        memory->bytes -= held;
        memory->blocks -= block != NULL;
        free(block);
        return NULL;
    }
    if (new_size > held && refuse(memory)) {
        return NULL;
    }
    Block *moved = realloc(block, new_size + sizeof(Block));
    if (moved == NULL) {
        abort();
    }
    moved->size = new_size;
    memory->bytes += new_size - held;
    memory->blocks += block == NULL;
    return moved + 1;
}

// ---- reports

static void tell_place(void)
{
    fprintf(stderr, "run_out: request %ld, %s\n", request, way_name);
}

// Called by AddressSanitizer before its report.
void __asan_on_error(void);
void __asan_on_error(void)
{
    tell_place();
}

static void on_abort(int number)
{
    tell_place();
    signal(number, SIG_DFL);
    raise(number);
}

static void expect(bool condition, const char *what, const char *detail)
{
    if (!condition) {
        tell_place();
        fprintf(stderr, "run_out: %s: %s\n", what, detail);
        failed++;
    }
}

// ---- the work

static int count_failures(lua_State *L)
{
    void *data;
    lua_getallocf(L, &data);
    lua_pushinteger(L, ((Memory *)data)->refused);
    return 1;
}

// With the name of the file and whether memory is gone for good.
static int work(lua_State *L)
{
    luaL_openlibs(L);
    lua_register(L, "failures", count_failures);
    lua_pushvalue(L, 2);
    lua_setglobal(L, "memory_is_gone");
    if (luaL_loadfile(L, lua_touserdata(L, 1)) != LUA_OK) {
        return lua_error(L);
    }
    lua_call(L, 0, 1);
    return 1;
}

static int try_work(lua_State *L, const char *file, bool is_gone)
{
    lua_settop(L, 0);
    lua_pushcfunction(L, work); // a light function, and values without memory of their own
    lua_pushlightuserdata(L, (void *)file);
    lua_pushboolean(L, is_gone);
    return lua_pcall(L, 2, 1, 0);
}

static const char *top_text(lua_State *L)
{
    static char number[32];
    if (lua_isinteger(L, -1)) {
        snprintf(number, sizeof number, LUA_INTEGER_FMT, lua_tointeger(L, -1));
        return number;
    }
    return lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : luaL_typename(L, -1);
}

static void run_in(lua_State *L, Memory *memory, enum Way way, const char *file)
{
    int status = try_work(L, file, way >= DRY);
    if (status == LUA_OK) {
        expect(lua_tointeger(L, -1) == EXPECTED, "wrong sum", top_text(L));
    } else {
        expect(status == LUA_ERRMEM || strcmp(top_text(L), "not enough memory") == 0, "error",
               top_text(L));
        expect(memory->refused > 0 && way != ONCE, "error", "though memory was there");
    }
    if (way != END) {
        memory->refusals = 0;
        status = try_work(L, file, false);
        expect(status == LUA_OK && lua_tointeger(L, -1) == EXPECTED, "the state is not usable",
               top_text(L));
    }
}

// False when no request is left to be refused.
static bool run(enum Way way, const char *file)
{
    Memory memory = {.countdown = request,
                     .refusals = way == ONCE    ? 1
                                 : way == TWICE ? 2
                                                : 1L << 60};
    way_name = way_names[way];
    lua_State *L = lua_newstate(allocate, &memory);
    if (L != NULL) {
        run_in(L, &memory, way, file);
        lua_close(L);
    } else {
        expect(memory.refused > 0, "no state", "though memory was there");
    }
    expect(memory.bytes == 0 && memory.blocks == 0, "memory", "not all came back");
    expect(!memory.is_wrong, "memory", "a size is not the block's");
    return memory.refused > 0;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        return 2;
    }
    long step = argc > 2 ? strtol(argv[2], NULL, 10) : 1;
    signal(SIGABRT, on_abort);
    signal(SIGSEGV, on_abort);
    long runs = 0;
    for (request = argc > 3 ? strtol(argv[3], NULL, 10) : 0; failed < 20; request += step) {
        bool was_refused = false;
        for (int way = ONCE; way < WAY_COUNT; way++) {
            was_refused |= run((enum Way)way, argv[1]);
            runs++;
        }
        if (!was_refused) {
            break;
        }
    }
    printf("%ld passed, %d failed\n", runs - failed, failed);
    return failed != 0;
}
