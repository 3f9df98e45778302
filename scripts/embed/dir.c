// SPDX-License-Identifier: MIT
// dir.c: an iterator over the entries of a directory that closes it in every case.
//
// The generic for has a fourth value, which is closed when the loop ends: at the last entry, at
// a break, or by an error. The directory is a userdata with __close for the loop and with __gc
// for programs that call the iterator by hand.

#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"

static const char *const directory_type = "demo.directory";
static int open_directories;

typedef struct Directory {
    DIR *stream; // NULL once it is closed
} Directory;

static void close_stream(Directory *directory)
{
    if (directory->stream != NULL) {
        closedir(directory->stream);
        directory->stream = NULL;
        open_directories--;
    }
}

static int directory_close(lua_State *L)
{
    close_stream(luaL_checkudata(L, 1, directory_type));
    return 0;
}

// The iterator: state is the directory, the control variable is not needed.
static int directory_next(lua_State *L)
{
    Directory *directory = luaL_checkudata(L, 1, directory_type);
    if (directory->stream == NULL) {
        return luaL_error(L, "directory is closed");
    }
    struct dirent *entry = readdir(directory->stream);
    if (entry == NULL) {
        close_stream(directory);
        return 0;
    }
    lua_pushstring(L, entry->d_name);
    return 1;
}

// entries(path): the four values of a generic for.
static int entries(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);
    lua_pushcfunction(L, directory_next);
    Directory *directory = lua_newuserdatauv(L, sizeof(Directory), 0);
    directory->stream = NULL;
    luaL_setmetatable(L, directory_type);
    directory->stream = opendir(path);
    if (directory->stream == NULL) {
        return luaL_error(L, "cannot open %s: %s", path, strerror(errno));
    }
    open_directories++;
    lua_pushnil(L);
    lua_pushvalue(L, -2);
    return 4; // iterator, state, first control value, what to close
}

static int count_open(lua_State *L)
{
    lua_pushinteger(L, open_directories);
    return 1;
}

static void define_functions(lua_State *L)
{
    static const luaL_Reg metamethods[] = {
        {"__close", directory_close}, {"__gc", directory_close}, {NULL, NULL}};
    luaL_newmetatable(L, directory_type);
    luaL_setfuncs(L, metamethods, 0);
    lua_pop(L, 1);
    lua_register(L, "entries", entries);
    lua_register(L, "count_open", count_open);
}

static const char script[] = //
    "local path = ...\n"
    "local function visible()\n"
    "  local names = {}\n"
    "  for name in entries(path) do\n"
    "    if name:sub(1, 1) ~= '.' then names[#names + 1] = name end\n"
    "  end\n"
    "  table.sort(names)\n"
    "  return names\n"
    "end\n"
    "print('to the end:', table.concat(visible(), ' '), count_open())\n"
    "for name in entries(path) do break end\n"
    "print('after a break:', count_open())\n"
    "local function find() for name in entries(path) do return 'found one' end end\n"
    "print('after a return:', find(), count_open())\n"
    "print('after an error:', pcall(function()\n"
    "  for name in entries(path) do error('stop', 0) end\n"
    "end))\n"
    "print('', count_open())\n"
    "local walker = coroutine.wrap(function()\n"
    "  for name in entries(path) do coroutine.yield(count_open()) end\n"
    "end)\n"
    "print('while a coroutine waits inside:', walker())\n"
    "local co = coroutine.create(function()\n"
    "  for name in entries(path) do coroutine.yield() end\n"
    "end)\n"
    "coroutine.resume(co)\n"
    "print('two of them:', count_open())\n"
    "print('one closed:', coroutine.close(co), count_open())\n"
    "walker = nil\n"
    "collectgarbage()\n"
    "print('the other collected:', count_open())\n"
    "local step, directory = entries(path)\n"
    "step(directory)\n"
    "print('by hand:', count_open())\n"
    "print(pcall(entries, path .. '/nowhere'))\n";

// Makes a folder with three files, as something to walk.
static void make_folder(char *path)
{
    static const char *const names[] = {"anchor", "buoy", "compass"};
    if (mkdtemp(path) == NULL || chdir(path) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    for (int i = 0; i < 3; i++) {
        FILE *file = fopen(names[i], "w");
        if (file != NULL) {
            fclose(file);
        }
    }
}

static void remove_folder(const char *path)
{
    remove("anchor");
    remove("buoy");
    remove("compass");
    if (chdir("/") == 0) {
        rmdir(path);
    }
}

int main(void)
{
    char path[] = "/tmp/demo-dir-XXXXXX";
    make_folder(path);
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    define_functions(L);
    if (luaL_loadbuffer(L, script, strlen(script), "=script") != LUA_OK) {
        printf("error: %s\n", lua_tostring(L, -1));
        return EXIT_FAILURE;
    }
    lua_pushstring(L, ".");
    if (lua_pcall(L, 1, 0, 0) != LUA_OK) {
        printf("error: %s\n", lua_tostring(L, -1));
    }
    lua_close(L);
    printf("open after lua_close: %d\n", open_directories);
    remove_folder(path);
    return EXIT_SUCCESS;
}
