// SPDX-License-Identifier: MIT
// lib_debug.c: the debug library (manual 6.10).
//
// Most functions take an optional thread as their first argument: struct Target says whose stack is
// meant and where the other arguments begin. Values travel between the two stacks by lua_xmove, so
// room is made on the other one first.
//
// Hook functions are kept in a table of the registry, weak-keyed by thread: a dead thread drops its
// hook.

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"
#include "vm/exec/native.h"

static const char *const hooks_key = "_HOOKKEY";

// ---- threads as arguments

typedef struct Target {
    lua_State *thread;
    int skipped; // number of arguments before those of the function: 1 if there is a thread
} Target;

static Target get_target(lua_State *L)
{
    if (lua_isthread(L, 1)) {
        return (Target){lua_tothread(L, 1), 1};
    }
    return (Target){L, 0};
}

static void reserve_on(lua_State *L, lua_State *thread, int count)
{
    if (thread != L && !lua_checkstack(thread, count)) {
        luaL_error(L, "stack overflow");
    }
}

// ---- plain access

static int debug_getregistry(lua_State *L)
{
    lua_pushvalue(L, LUA_REGISTRYINDEX);
    return 1;
}

static int debug_getmetatable(lua_State *L)
{
    luaL_checkany(L, 1);
    if (!lua_getmetatable(L, 1)) {
        lua_pushnil(L);
    }
    return 1;
}

static int debug_setmetatable(lua_State *L)
{
    luaL_argexpected(L, lua_isnil(L, 2) || lua_istable(L, 2), 2, "nil or table");
    lua_settop(L, 2);
    lua_setmetatable(L, 1);
    return 1;
}

static int debug_getuservalue(lua_State *L)
{
    int n = (int)luaL_optinteger(L, 2, 1);
    if (lua_type(L, 1) != LUA_TUSERDATA) {
        luaL_pushfail(L);
    } else if (lua_getiuservalue(L, 1, n) != LUA_TNONE) {
        lua_pushboolean(L, 1);
        return 2;
    }
    return 1;
}

static int debug_setuservalue(lua_State *L)
{
    int n = (int)luaL_optinteger(L, 3, 1);
    luaL_checktype(L, 1, LUA_TUSERDATA);
    luaL_checkany(L, 2);
    lua_settop(L, 2);
    if (!lua_setiuservalue(L, 1, n)) {
        luaL_pushfail(L);
    }
    return 1;
}

// ---- information

// Each of these sets a field of the table on top.
static void set_string(lua_State *L, const char *name, const char *value)
{
    lua_pushstring(L, value);
    lua_setfield(L, -2, name);
}

static void set_int_field(lua_State *L, const char *name, int value)
{
    lua_pushinteger(L, value);
    lua_setfield(L, -2, name);
}

static void set_boolean(lua_State *L, const char *name, int value)
{
    lua_pushboolean(L, value);
    lua_setfield(L, -2, name);
}

static void set_source(lua_State *L, const lua_Debug *ar)
{
    lua_pushlstring(L, ar->source, ar->srclen);
    lua_setfield(L, -2, "source");
    set_string(L, "short_src", ar->short_src);
    set_int_field(L, "linedefined", ar->linedefined);
    set_int_field(L, "lastlinedefined", ar->lastlinedefined);
    set_string(L, "what", ar->what);
}

static void set_fields(lua_State *L, const char *options, const lua_Debug *ar)
{
    if (strchr(options, 'S') != NULL) {
        set_source(L, ar);
    }
    if (strchr(options, 'l') != NULL) {
        set_int_field(L, "currentline", ar->currentline);
    }
    if (strchr(options, 'u') != NULL) {
        set_int_field(L, "nups", ar->nups);
        set_int_field(L, "nparams", ar->nparams);
        set_boolean(L, "isvararg", ar->isvararg);
    }
    if (strchr(options, 'n') != NULL) {
        set_string(L, "name", ar->name);
        set_string(L, "namewhat", ar->namewhat);
    }
    if (strchr(options, 'r') != NULL) {
        set_int_field(L, "ftransfer", ar->ftransfer);
        set_int_field(L, "ntransfer", ar->ntransfer);
    }
    if (strchr(options, 't') != NULL) {
        set_boolean(L, "istailcall", ar->istailcall);
    }
}

// Moves the value that lua_getinfo left on top of the thread's stack to a field of the table on
// top.
static void take_field(lua_State *L, lua_State *thread, const char *name)
{
    if (thread == L) {
        lua_insert(L, -2); // it lies below the table
    } else {
        lua_xmove(thread, L, 1);
    }
    lua_setfield(L, -2, name);
}

static int debug_getinfo(lua_State *L)
{
    lua_Debug ar;
    Target target = get_target(L);
    lua_State *thread = target.thread;
    int function = target.skipped + 1;
    const char *options = luaL_optstring(L, function + 1, "flnSrtu");
    reserve_on(L, thread, 3);
    luaL_argcheck(L, options[0] != '>', function + 1, "invalid option '>'");
    if (lua_isfunction(L, function)) {
        options = lua_pushfstring(L, ">%s", options);
        lua_pushvalue(L, function);
        lua_xmove(L, thread, 1);
    } else if (!lua_getstack(thread, (int)luaL_checkinteger(L, function), &ar)) {
        luaL_pushfail(L);
        return 1;
    }
    if (!lua_getinfo(thread, options, &ar)) {
        return luaL_argerror(L, function + 1, "invalid option");
    }
    lua_newtable(L);
    set_fields(L, options, &ar);
    if (strchr(options, 'L') != NULL) {
        take_field(L, thread, "activelines");
    }
    if (strchr(options, 'f') != NULL) {
        take_field(L, thread, "func");
    }
    return 1;
}

// ---- local variables

// Finds the activation at [level], which is the argument at [index].
static void find_level(lua_State *L, lua_State *thread, int level, int index, lua_Debug *ar)
{
    luaL_argcheck(L, lua_getstack(thread, level, ar), index, "level out of range");
}

static int debug_getlocal(lua_State *L)
{
    Target target = get_target(L);
    int first = target.skipped + 1;
    int n = (int)luaL_checkinteger(L, first + 1);
    if (lua_isfunction(L, first)) {
        lua_pushvalue(L, first);
        lua_pushstring(L, lua_getlocal(L, NULL, n));
        return 1;
    }
    lua_Debug ar;
    find_level(L, target.thread, (int)luaL_checkinteger(L, first), first, &ar);
    reserve_on(L, target.thread, 1);
    const char *name = lua_getlocal(target.thread, &ar, n);
    if (name == NULL) {
        luaL_pushfail(L);
        return 1;
    }
    lua_xmove(target.thread, L, 1);
    lua_pushstring(L, name);
    lua_insert(L, -2);
    return 2;
}

static int debug_setlocal(lua_State *L)
{
    Target target = get_target(L);
    int first = target.skipped + 1;
    lua_Debug ar;
    int level = (int)luaL_checkinteger(L, first);
    int n = (int)luaL_checkinteger(L, first + 1);
    find_level(L, target.thread, level, first, &ar);
    luaL_checkany(L, first + 2);
    lua_settop(L, first + 2);
    reserve_on(L, target.thread, 1);
    lua_xmove(L, target.thread, 1);
    const char *name = lua_setlocal(target.thread, &ar, n);
    if (name == NULL) {
        lua_pop(target.thread, 1);
    }
    lua_pushstring(L, name);
    return 1;
}

// ---- upvalues

static int debug_getupvalue(lua_State *L)
{
    int n = (int)luaL_checkinteger(L, 2);
    luaL_checktype(L, 1, LUA_TFUNCTION);
    const char *name = lua_getupvalue(L, 1, n);
    if (name == NULL) {
        return 0;
    }
    lua_pushstring(L, name);
    lua_insert(L, -2);
    return 2;
}

static int debug_setupvalue(lua_State *L)
{
    luaL_checkany(L, 3);
    int n = (int)luaL_checkinteger(L, 2);
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_settop(L, 3);
    const char *name = lua_setupvalue(L, 1, n);
    if (name == NULL) {
        return 0;
    }
    lua_pushstring(L, name);
    return 1;
}

// Identity of the upvalue whose number is the argument after [function]; NULL if there is none.
static void *check_upvalue(lua_State *L, int function, int *n)
{
    *n = (int)luaL_checkinteger(L, function + 1);
    luaL_checktype(L, function, LUA_TFUNCTION);
    return lua_upvalueid(L, function, *n);
}

static int debug_upvalueid(lua_State *L)
{
    int n;
    void *identity = check_upvalue(L, 1, &n);
    if (identity != NULL) {
        lua_pushlightuserdata(L, identity);
    } else {
        luaL_pushfail(L);
    }
    return 1;
}

static int debug_upvaluejoin(lua_State *L)
{
    int n1;
    int n2;
    luaL_argcheck(L, check_upvalue(L, 1, &n1) != NULL, 2, "invalid upvalue index");
    luaL_argcheck(L, check_upvalue(L, 3, &n2) != NULL, 4, "invalid upvalue index");
    luaL_argcheck(L, !lua_iscfunction(L, 1), 1, "Lua function expected");
    luaL_argcheck(L, !lua_iscfunction(L, 3), 3, "Lua function expected");
    lua_upvaluejoin(L, 1, n1, 3, n2);
    return 0;
}

// ---- hooks

// Runs the hook function of the thread with the name of the event and the line.
static void call_hook(lua_State *L, lua_Debug *ar)
{
    static const char *const events[] = {"call", "return", "line", "count", "tail call"};
    lua_getfield(L, LUA_REGISTRYINDEX, hooks_key);
    lua_pushthread(L);
    if (lua_rawget(L, -2) == LUA_TFUNCTION) {
        lua_pushstring(L, events[ar->event]);
        if (ar->currentline >= 0) {
            lua_pushinteger(L, ar->currentline);
        } else {
            lua_pushnil(L);
        }
        if (!native_defer_hook(L, call_hook, 2)) {
            lua_call(L, 2, 0);
        }
    }
}

static int mask_of_text(const char *text, int count)
{
    int mask = count > 0 ? LUA_MASKCOUNT : 0;
    mask |= strchr(text, 'c') != NULL ? LUA_MASKCALL : 0;
    mask |= strchr(text, 'r') != NULL ? LUA_MASKRET : 0;
    mask |= strchr(text, 'l') != NULL ? LUA_MASKLINE : 0;
    return mask;
}

static void push_text_of_mask(lua_State *L, int mask)
{
    char text[4];
    size_t length = 0;
    if (mask & LUA_MASKCALL) {
        text[length++] = 'c';
    }
    if (mask & LUA_MASKRET) {
        text[length++] = 'r';
    }
    if (mask & LUA_MASKLINE) {
        text[length++] = 'l';
    }
    lua_pushlstring(L, text, length);
}

// Pushes the table of hook functions.
static void push_hooks(lua_State *L)
{
    if (!luaL_getsubtable(L, LUA_REGISTRYINDEX, hooks_key)) {
        lua_pushliteral(L, "k");
        lua_setfield(L, -2, "__mode");
        lua_pushvalue(L, -1);
        lua_setmetatable(L, -2);
    }
}

// Pushes the target thread itself.
static void push_thread(lua_State *L, lua_State *thread)
{
    reserve_on(L, thread, 1);
    lua_pushthread(thread);
    lua_xmove(thread, L, 1);
}

static int debug_sethook(lua_State *L)
{
    Target target = get_target(L);
    int first = target.skipped + 1;
    lua_Hook hook = NULL;
    int mask = 0;
    int count = 0;
    if (lua_isnoneornil(L, first)) {
        lua_settop(L, first); // without a function the hook is removed
    } else {
        const char *events = luaL_checkstring(L, first + 1);
        luaL_checktype(L, first, LUA_TFUNCTION);
        count = (int)luaL_optinteger(L, first + 2, 0);
        mask = mask_of_text(events, count);
        hook = call_hook;
    }
    push_hooks(L);
    push_thread(L, target.thread);
    lua_pushvalue(L, first);
    lua_rawset(L, -3);
    lua_sethook(target.thread, hook, mask, count);
    return 0;
}

static int debug_gethook(lua_State *L)
{
    Target target = get_target(L);
    lua_Hook hook = lua_gethook(target.thread);
    if (hook == NULL) {
        luaL_pushfail(L);
        return 1;
    }
    if (hook != call_hook) {
        lua_pushliteral(L, "external hook");
    } else {
        push_hooks(L);
        push_thread(L, target.thread);
        lua_rawget(L, -2);
        lua_remove(L, -2);
    }
    push_text_of_mask(L, lua_gethookmask(target.thread));
    lua_pushinteger(L, lua_gethookcount(target.thread));
    return 3;
}

// ---- tracebacks and the prompt

static int debug_traceback(lua_State *L)
{
    Target target = get_target(L);
    int first = target.skipped + 1;
    const char *message = lua_tostring(L, first);
    if (message == NULL && !lua_isnoneornil(L, first)) {
        lua_pushvalue(L, first); // some other error object
    } else {
        int level = (int)luaL_optinteger(L, first + 1, target.thread == L ? 1 : 0);
        luaL_traceback(L, target.thread, message, level);
    }
    return 1;
}

// debug.debug runs each line as a chunk, until a line "cont" or the end of the input.
enum PromptStep { PROMPT_START, PROMPT_RAN, PROMPT_NAMED_ERROR };

static void write_error(const char *message)
{
    fprintf(stderr, "%s\n", message);
    fflush(stderr);
}

// Pushes the next chunk that compiles, errors of others are shown; false if the user wants to go
// on.
static bool push_command(lua_State *L)
{
    char line[250];
    for (;;) {
        lua_settop(L, 0);
        fputs("lua_debug> ", stderr);
        fflush(stderr);
        if (fgets(line, sizeof line, stdin) == NULL || strcmp(line, "cont\n") == 0) {
            return false;
        }
        if (luaL_loadbuffer(L, line, strlen(line), "=(debug command)") == LUA_OK) {
            return true;
        }
        write_error(lua_tostring(L, -1));
    }
}

static int debug_debug(lua_State *L, int step)
{
    if (step == PROMPT_RAN && native_status(L) != LUA_OK) {
        if (!native_try_tostring(L, -1)) {
            return native_call(L, 1, 1, PROMPT_NAMED_ERROR);
        }
        step = PROMPT_NAMED_ERROR;
    }
    if (step == PROMPT_NAMED_ERROR) {
        if (!lua_isstring(L, -1)) {
            return luaL_error(L, "'__tostring' must return a string");
        }
        write_error(lua_tostring(L, -1));
    }
    return push_command(L) ? native_pcall(L, 0, 0, PROMPT_RAN) : 0;
}

static int debug_setcstacklimit(lua_State *L)
{
    int limit = (int)luaL_checkinteger(L, 1);
    lua_pushinteger(L, lua_setcstacklimit(L, (unsigned)limit));
    return 1;
}

// ---- the library

static const NativeReg debug_functions[] = {
    {"debug", .resumable = debug_debug},
    {"getuservalue", .function = debug_getuservalue},
    {"gethook", .function = debug_gethook},
    {"getinfo", .function = debug_getinfo},
    {"getlocal", .function = debug_getlocal},
    {"getregistry", .function = debug_getregistry},
    {"getmetatable", .function = debug_getmetatable},
    {"getupvalue", .function = debug_getupvalue},
    {"upvaluejoin", .function = debug_upvaluejoin},
    {"upvalueid", .function = debug_upvalueid},
    {"setuservalue", .function = debug_setuservalue},
    {"sethook", .function = debug_sethook},
    {"setlocal", .function = debug_setlocal},
    {"setmetatable", .function = debug_setmetatable},
    {"setupvalue", .function = debug_setupvalue},
    {"traceback", .function = debug_traceback},
    {"setcstacklimit", .function = debug_setcstacklimit},
    {.name = NULL},
};

LUAMOD_API int luaopen_debug(lua_State *L)
{
    luaL_checkversion(L);
    lua_createtable(L, 0, sizeof debug_functions / sizeof debug_functions[0] - 1);
    native_setfuncs(L, debug_functions, 0);
    return 1;
}
