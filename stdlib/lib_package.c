// SPDX-License-Identifier: MIT
// lib_package.c: require and the package library (manual 6.3).
//
// require, and the searchers where they look into tables that may have metamethods, are resumable
// natives: what they call may yield, fail or call require again without any depth of C. The state
// of require is on its stack, laid out in RequireSlot.
//
// C libraries are opened once for each state and kept in a table of the registry, by path and by
// number; its finalizer closes them in reverse order. It is made before any other finalizer, so
// it runs after all of those, which may need code of the libraries.

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"
#include "vm/exec/native.h"

// As announced by package.config, too.
static const char *const folder_separator = "/";
static const char *const package_config = "/\n;\n?\n!\n-\n";

// Registry key of the table of C libraries.
static const char *const libraries_key = "_CLIBS";

// ---- C libraries

enum LoadStatus { LOAD_OK, LOAD_NO_LIBRARY, LOAD_NO_FUNCTION };

// Handle of the library at [path], or NULL with a message on the stack.
static void *open_library(lua_State *L, const char *path, bool is_global)
{
    luaL_getsubtable(L, LUA_REGISTRYINDEX, libraries_key);
    lua_getfield(L, -1, path);
    void *library = lua_touserdata(L, -1);
    lua_pop(L, 1);
    if (library == NULL) {
        library = dlopen(path, RTLD_NOW | (is_global ? RTLD_GLOBAL : RTLD_LOCAL));
        if (library == NULL) {
            lua_pop(L, 1);
            lua_pushstring(L, dlerror());
            return NULL;
        }
        lua_pushlightuserdata(L, library);
        lua_pushvalue(L, -1);
        lua_setfield(L, -3, path);
        lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
    }
    lua_pop(L, 1);
    return library;
}

static int close_libraries(lua_State *L)
{
    for (lua_Integer i = (lua_Integer)lua_rawlen(L, 1); i >= 1; i--) {
        lua_rawgeti(L, 1, i);
        dlclose(lua_touserdata(L, -1));
        lua_pop(L, 1);
    }
    return 0;
}

// Pushes the C function [symbol] of the library at [path], or true for the symbol "*", which only
// makes the library's names visible to others; or a message.
static enum LoadStatus push_symbol(lua_State *L, const char *path, const char *symbol)
{
    bool is_global = *symbol == '*';
    void *library = open_library(L, path, is_global);
    if (library == NULL) {
        return LOAD_NO_LIBRARY;
    }
    if (is_global) {
        lua_pushboolean(L, 1);
        return LOAD_OK;
    }
    void *address = dlsym(library, symbol);
    if (address == NULL) {
        lua_pushstring(L, dlerror());
        return LOAD_NO_FUNCTION;
    }
    lua_CFunction function;
    memcpy(&function, &address, sizeof function); // ISO C does not cast between the two
    lua_pushcfunction(L, function);
    return LOAD_OK;
}

// Pushes the opening function of a module: dots in its name become underscores. What comes before a
// hyphen is a version of the file only and ignored; or, as it was before 5.2, what comes after it.
static enum LoadStatus push_open_function(lua_State *L, const char *path, const char *module)
{
    module = luaL_gsub(L, module, ".", "_");
    const char *hyphen = strchr(module, '-');
    if (hyphen != NULL) {
        lua_pushlstring(L, module, (size_t)(hyphen - module));
        const char *symbol = lua_pushfstring(L, "luaopen_%s", lua_tostring(L, -1));
        enum LoadStatus status = push_symbol(L, path, symbol);
        if (status != LOAD_NO_FUNCTION) {
            return status;
        }
        module = hyphen + 1;
    }
    return push_symbol(L, path, lua_pushfstring(L, "luaopen_%s", module));
}

static int package_loadlib(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);
    const char *symbol = luaL_checkstring(L, 2);
    enum LoadStatus status = push_symbol(L, path, symbol);
    if (status == LOAD_OK) {
        return 1;
    }
    luaL_pushfail(L);
    lua_insert(L, -2);
    lua_pushstring(L, status == LOAD_NO_LIBRARY ? "open" : "init");
    return 3;
}

// ---- files

static bool is_readable(const char *name)
{
    FILE *f = fopen(name, "r");
    if (f != NULL) {
        fclose(f);
    }
    return f != NULL;
}

// Pushes "no file 'a'\n\tno file 'b'" for the names "a;b".
static void push_not_found(lua_State *L, const char *names)
{
    luaL_Buffer text;
    luaL_buffinit(L, &text);
    luaL_addstring(&text, "no file '");
    luaL_addgsub(&text, names, ";", "'\n\tno file '");
    luaL_addstring(&text, "'");
    luaL_pushresult(&text);
}

// Pushes the first of the names, which semicolons separate, that can be read, and returns it; else
// NULL.
static const char *push_readable(lua_State *L, const char *names)
{
    while (*names != '\0') {
        size_t length = strcspn(names, ";");
        const char *name = lua_pushlstring(L, names, length);
        if (is_readable(name)) {
            return name;
        }
        lua_pop(L, 1);
        names += length;
        names += *names == ';';
    }
    return NULL;
}

// Pushes the file of module [name] in [path] and returns it; else NULL with a message on the stack.
static const char *search_path(lua_State *L, const char *name, const char *path,
                               const char *separator, const char *replacement)
{
    if (*separator != '\0' && strchr(name, *separator) != NULL) {
        name = luaL_gsub(L, name, separator, replacement);
    }
    const char *names = luaL_gsub(L, path, "?", name);
    const char *file = push_readable(L, names);
    if (file == NULL) {
        push_not_found(L, names);
    }
    return file;
}

static int package_searchpath(lua_State *L)
{
    const char *file =
        search_path(L, luaL_checkstring(L, 1), luaL_checkstring(L, 2), luaL_optstring(L, 3, "."),
                    luaL_optstring(L, 4, folder_separator));
    if (file != NULL) {
        return 1;
    }
    luaL_pushfail(L);
    lua_insert(L, -2);
    return 2;
}

// ---- searchers. Each has the package table as its upvalue and returns a loader and a value for
// it, or why there is none, or nothing.

enum SearcherStep { SEARCHER_START, SEARCHER_GOT };

// Pushes what the preload table has for the module.
static int search_preload(lua_State *L, int step)
{
    const char *name = luaL_checkstring(L, 1);
    if (step == SEARCHER_START) {
        lua_settop(L, 1);
        lua_getfield(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
        if (!native_try_getfield(L, 2, name)) {
            return native_call(L, 2, 1, SEARCHER_GOT);
        }
    }
    if (lua_isnil(L, -1)) {
        lua_pushfstring(L, "no field package.preload['%s']", name);
        return 1;
    }
    lua_pushliteral(L, ":preload:");
    return 2;
}

// With package[field], a path, on top: pushes the file of module [name] and returns it, or NULL and
// a message.
static const char *search_field(lua_State *L, const char *name, const char *field)
{
    const char *path = lua_tostring(L, -1);
    if (path == NULL) {
        luaL_error(L, "'package.%s' must be a string", field);
    }
    return search_path(L, name, path, ".", folder_separator);
}

// The results of a searcher that loaded [file]: the loader on top, and the name of the file.
static int loaded_from(lua_State *L, bool success, const char *file)
{
    if (!success) {
        return luaL_error(L, "error loading module '%s' from file '%s':\n\t%s", lua_tostring(L, 1),
                          file, lua_tostring(L, -1));
    }
    lua_pushstring(L, file);
    return 2;
}

static int search_lua(lua_State *L, int step)
{
    const char *name = luaL_checkstring(L, 1);
    if (step == SEARCHER_START && !native_try_getfield(L, lua_upvalueindex(1), "path")) {
        return native_call(L, 2, 1, SEARCHER_GOT);
    }
    const char *file = search_field(L, name, "path");
    if (file == NULL) {
        return 1;
    }
    return loaded_from(L, luaL_loadfile(L, file) == LUA_OK, file);
}

static int search_c(lua_State *L, int step)
{
    const char *name = luaL_checkstring(L, 1);
    if (step == SEARCHER_START && !native_try_getfield(L, lua_upvalueindex(1), "cpath")) {
        return native_call(L, 2, 1, SEARCHER_GOT);
    }
    const char *file = search_field(L, name, "cpath");
    if (file == NULL) {
        return 1;
    }
    return loaded_from(L, push_open_function(L, file, name) == LOAD_OK, file);
}

// The all-in-one loader: a.b.c may be in the library of a.
static int search_c_root(lua_State *L, int step)
{
    const char *name = luaL_checkstring(L, 1);
    const char *dot = strchr(name, '.');
    if (dot == NULL) {
        return 0;
    }
    if (step == SEARCHER_START && !native_try_getfield(L, lua_upvalueindex(1), "cpath")) {
        return native_call(L, 2, 1, SEARCHER_GOT);
    }
    const char *root = lua_pushlstring(L, name, (size_t)(dot - name));
    lua_insert(L, -2);
    const char *file = search_field(L, root, "cpath");
    if (file == NULL) {
        return 1;
    }
    enum LoadStatus status = push_open_function(L, file, name);
    if (status == LOAD_NO_FUNCTION) {
        lua_pushfstring(L, "no module '%s' in file '%s'", name, file);
        return 1;
    }
    return loaded_from(L, status == LOAD_OK, file);
}

// ---- require

enum RequireSlot {
    REQUIRE_NAME = 1,
    REQUIRE_LOADED,                  // package.loaded
    REQUIRE_SEARCHERS,               // package.searchers
    REQUIRE_TRIED,                   // number of searchers called
    REQUIRE_MESSAGE,                 // why they had no loader
    REQUIRE_DATA = REQUIRE_SEARCHERS // from then on: what the searcher gave for the loader
};

enum RequireStep {
    REQUIRE_START,
    REQUIRE_GOT_LOADED,    // loaded[name] is on top
    REQUIRE_GOT_SEARCHERS, // package.searchers is on top
    REQUIRE_SEARCHED,      // two results of a searcher are on top
    REQUIRE_RAN,           // the loader's result is on top
    REQUIRE_STORED,        // and has become loaded[name]
    REQUIRE_GOT_RESULT,    // loaded[name] is on top
    REQUIRE_STORED_TRUE    // the result is on top
};

static int call_next_searcher(lua_State *L)
{
    lua_Integer next = lua_tointeger(L, REQUIRE_TRIED) + 1;
    lua_pushinteger(L, next);
    lua_replace(L, REQUIRE_TRIED);
    if (lua_rawgeti(L, REQUIRE_SEARCHERS, next) == LUA_TNIL) {
        return luaL_error(L, "module '%s' not found:%s", lua_tostring(L, REQUIRE_NAME),
                          lua_tostring(L, REQUIRE_MESSAGE));
    }
    lua_pushvalue(L, REQUIRE_NAME);
    return native_call(L, 1, 2, REQUIRE_SEARCHED);
}

static int begin_search(lua_State *L)
{
    if (!lua_istable(L, REQUIRE_SEARCHERS)) {
        return luaL_error(L, "'package.searchers' must be a table");
    }
    lua_pushinteger(L, 0);
    lua_pushliteral(L, "");
    return call_next_searcher(L);
}

// The two results of a searcher are on top: calls the loader, or the next searcher.
static int use_searched(lua_State *L)
{
    if (lua_isfunction(L, -2)) {
        lua_replace(L, REQUIRE_DATA);
        lua_replace(L, REQUIRE_DATA + 1);
        lua_settop(L, REQUIRE_DATA + 1);
        lua_pushvalue(L, REQUIRE_NAME);
        lua_pushvalue(L, REQUIRE_DATA);
        return native_call(L, 2, 1, REQUIRE_RAN);
    }
    if (lua_isstring(L, -2)) {
        lua_pop(L, 1);
        lua_pushliteral(L, "\n\t");
        lua_insert(L, -2);
        lua_concat(L, 3);
    } else {
        lua_pop(L, 2);
    }
    return call_next_searcher(L);
}

// Stores the value on top to loaded[name]; true if that is done at once.
static bool store_loaded(lua_State *L)
{
    lua_pushvalue(L, REQUIRE_NAME);
    lua_insert(L, -2);
    return native_try_set(L, REQUIRE_LOADED);
}

static bool push_loaded(lua_State *L)
{
    lua_pushvalue(L, REQUIRE_NAME);
    return native_try_get(L, REQUIRE_LOADED);
}

// loaded[name] is on top, and nil if the loader neither set it nor returned a value: then it
// becomes true.
static int finish_require(lua_State *L)
{
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_pushboolean(L, 1);
        lua_pushvalue(L, -1);
        if (!store_loaded(L)) {
            return native_call(L, 3, 0, REQUIRE_STORED_TRUE);
        }
    }
    lua_pushvalue(L, REQUIRE_DATA);
    return 2;
}

// The cases follow one another where an access is done at once.
static int package_require(lua_State *L, int step)
{
    switch ((enum RequireStep)step) {
    case REQUIRE_START:
        luaL_checkstring(L, 1);
        lua_settop(L, 1);
        lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
        if (!push_loaded(L)) {
            return native_call(L, 2, 1, REQUIRE_GOT_LOADED);
        } // fall through
    case REQUIRE_GOT_LOADED:
        if (lua_toboolean(L, -1)) {
            return 1;
        }
        lua_pop(L, 1);
        if (!native_try_getfield(L, lua_upvalueindex(1), "searchers")) {
            return native_call(L, 2, 1, REQUIRE_GOT_SEARCHERS);
        } // fall through
    case REQUIRE_GOT_SEARCHERS:
        return begin_search(L);
    case REQUIRE_SEARCHED:
        return use_searched(L);
    case REQUIRE_RAN:
        if (lua_isnil(L, -1)) {
            lua_pop(L, 1);
        } else if (!store_loaded(L)) {
            return native_call(L, 3, 0, REQUIRE_STORED);
        } // fall through
    case REQUIRE_STORED:
        if (!push_loaded(L)) {
            return native_call(L, 2, 1, REQUIRE_GOT_RESULT);
        } // fall through
    case REQUIRE_GOT_RESULT:
        return finish_require(L);
    case REQUIRE_STORED_TRUE:
        break;
    }
    lua_pushvalue(L, REQUIRE_DATA);
    return 2;
}

// ---- the library

// Hosts that want no influence of the environment set this in the registry.
static bool ignores_environment(lua_State *L)
{
    lua_getfield(L, LUA_REGISTRYINDEX, "LUA_NOENV");
    bool result = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return result;
}

// Pushes [path] with its first ";;" replaced by the default path between semicolons; those at the
// ends are left out.
static void push_with_default(lua_State *L, const char *path, const char *mark,
                              const char *default_path)
{
    luaL_Buffer text;
    luaL_buffinit(L, &text);
    if (path < mark) {
        luaL_addlstring(&text, path, (size_t)(mark - path));
        luaL_addchar(&text, ';');
    }
    luaL_addstring(&text, default_path);
    if (mark[2] != '\0') {
        luaL_addchar(&text, ';');
        luaL_addstring(&text, mark + 2);
    }
    luaL_pushresult(&text);
}

// package[field] becomes the path from the environment, if it is there. The table is on top.
static void set_path(lua_State *L, const char *field, const char *variable,
                     const char *default_path)
{
    const char *path = getenv(lua_pushfstring(L, "%s_5_4", variable));
    lua_pop(L, 1);
    if (path == NULL) {
        path = getenv(variable);
    }
    if (path == NULL || ignores_environment(L)) {
        path = default_path;
    }
    const char *mark = strstr(path, ";;");
    if (mark == NULL) {
        lua_pushstring(L, path);
    } else {
        push_with_default(L, path, mark, default_path);
    }
    lua_setfield(L, -2, field);
}

// The table is on top.
static void add_searchers(lua_State *L)
{
    static const NativeReg searchers[] = {
        {"preload", .resumable = search_preload, .shows_upvalues = true},
        {"lua", .resumable = search_lua, .shows_upvalues = true},
        {"c", .resumable = search_c, .shows_upvalues = true},
        {"c_root", .resumable = search_c_root, .shows_upvalues = true},
    };
    int count = sizeof searchers / sizeof searchers[0];
    lua_createtable(L, count, 0);
    for (int i = 0; i < count; i++) {
        lua_pushvalue(L, -2);
        native_push(L, &searchers[i], 1);
        lua_rawseti(L, -2, i + 1);
    }
    lua_setfield(L, -2, "searchers");
}

static void make_libraries_table(lua_State *L)
{
    luaL_getsubtable(L, LUA_REGISTRYINDEX, libraries_key);
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, close_libraries);
    lua_setfield(L, -2, "__gc");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

static const luaL_Reg package_functions[] = {
    {"loadlib", package_loadlib},
    {"searchpath", package_searchpath},
    {NULL, NULL},
};

static const NativeReg global_functions[] = {
    {"require", .resumable = package_require, .shows_upvalues = true},
    {.name = NULL},
};

LUAMOD_API int luaopen_package(lua_State *L)
{
    make_libraries_table(L);
    luaL_newlib(L, package_functions);
    add_searchers(L);
    set_path(L, "path", "LUA_PATH", LUA_PATH_DEFAULT);
    set_path(L, "cpath", "LUA_CPATH", LUA_CPATH_DEFAULT);
    lua_pushstring(L, package_config);
    lua_setfield(L, -2, "config");
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    lua_setfield(L, -2, "loaded");
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
    lua_setfield(L, -2, "preload");
    lua_pushglobaltable(L);
    lua_pushvalue(L, -2);
    native_setfuncs(L, global_functions, 1);
    lua_pop(L, 1);
    return 1;
}
