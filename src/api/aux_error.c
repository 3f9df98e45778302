// SPDX-License-Identifier: MIT
// aux_error.c: the auxiliary library: errors, tracebacks, results of the C library, panic and
// warnings.

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "src/api/aux_shared.h"

// ---- errors with position

LUALIB_API void luaL_where(lua_State *L, int lvl)
{
    lua_Debug ar;
    if (lua_getstack(L, lvl, &ar)) {
        lua_getinfo(L, "Sl", &ar);
        if (ar.currentline > 0) {
            lua_pushfstring(L, "%s:%d: ", ar.short_src, ar.currentline);
            return;
        }
    }
    lua_pushliteral(L, "");
}

LUALIB_API int luaL_error(lua_State *L, const char *fmt, ...)
{
    va_list arguments;
    va_start(arguments, fmt);
    luaL_where(L, 1);
    lua_pushvfstring(L, fmt, arguments);
    va_end(arguments);
    lua_concat(L, 2);
    return lua_error(L);
}

// ---- tracebacks

// Of a longer stack only the first and last calls are shown.
#define TRACEBACK_FIRST 10
#define TRACEBACK_LAST 11

static int count_levels(const lua_State *L)
{
    int count = 0;
    for (const Frame *frame = L->frame; frame > L->frames; frame--) {
        count += exec_frame_is_level(frame);
    }
    return count;
}

// "function 'name'", "local 'name'", "main chunk", "function <file:line>" or "?".
static void add_function_name(lua_State *L, luaL_Buffer *buffer, lua_Debug *ar)
{
    const char *global = aux_push_global_name(L, ar);
    if (global != NULL) {
        lua_pushfstring(L, "function '%s'", global);
        lua_remove(L, -2);
    } else if (*ar->namewhat != '\0') {
        lua_pushfstring(L, "%s '%s'", ar->namewhat, ar->name);
    } else if (*ar->what == 'm') {
        lua_pushliteral(L, "main chunk");
    } else if (*ar->what != 'C') {
        lua_pushfstring(L, "function <%s:%d>", ar->short_src, ar->linedefined);
    } else {
        lua_pushliteral(L, "?");
    }
    luaL_addvalue(buffer);
}

static void add_level(lua_State *L, luaL_Buffer *buffer, lua_Debug *ar)
{
    if (ar->currentline > 0) {
        lua_pushfstring(L, "\n\t%s:%d: in ", ar->short_src, ar->currentline);
    } else {
        lua_pushfstring(L, "\n\t%s: in ", ar->short_src);
    }
    luaL_addvalue(buffer);
    add_function_name(L, buffer, ar);
    if (ar->istailcall) {
        luaL_addstring(buffer, "\n\t(...tail calls...)");
    }
}

void aux_add_levels(lua_State *L, luaL_Buffer *buffer, lua_State *L1, int level)
{
    int hidden = count_levels(L1) - level - (TRACEBACK_FIRST + TRACEBACK_LAST);
    int first_hidden = hidden > 1 ? level + TRACEBACK_FIRST : -1; // one alone is shown
    lua_Debug ar;
    for (; lua_getstack(L1, level, &ar); level++) {
        if (level == first_hidden) {
            // The number that 5.4 gives does not count the level at which it stands.
            lua_pushfstring(L, "\n\t...\t(skipping %d levels)", hidden - 1);
            luaL_addvalue(buffer);
            level += hidden - 1;
            continue;
        }
        lua_getinfo(L1, "Slnt", &ar);
        add_level(L, buffer, &ar);
    }
}

void aux_begin_traceback(lua_State *L, luaL_Buffer *buffer, const char *message)
{
    luaL_buffinit(L, buffer);
    if (message != NULL) {
        luaL_addstring(buffer, message);
        luaL_addchar(buffer, '\n');
    }
    luaL_addstring(buffer, "stack traceback:");
}

LUALIB_API void luaL_traceback(lua_State *L, lua_State *L1, const char *msg, int level)
{
    luaL_Buffer buffer;
    aux_begin_traceback(L, &buffer, msg);
    aux_add_levels(L, &buffer, L1, level);
    luaL_pushresult(&buffer);
}

// ---- results of the C library

LUALIB_API int luaL_fileresult(lua_State *L, int stat, const char *fname)
{
    int error = errno; // calls below may change it
    if (stat) {
        lua_pushboolean(L, 1);
        return 1;
    }
    const char *text = error != 0 ? strerror(error) : "(no extra info)";
    luaL_pushfail(L);
    if (fname != NULL) {
        lua_pushfstring(L, "%s: %s", fname, text);
    } else {
        lua_pushstring(L, text);
    }
    lua_pushinteger(L, error);
    return 3;
}

LUALIB_API int luaL_execresult(lua_State *L, int stat)
{
    if (stat != 0 && errno != 0) { // the process could not be started or waited for
        return luaL_fileresult(L, 0, NULL);
    }
    const char *what = "exit";
    int code = stat;
    if (WIFEXITED(stat)) {
        code = WEXITSTATUS(stat);
    } else if (WIFSIGNALED(stat)) {
        code = WTERMSIG(stat);
        what = "signal";
    }
    if (*what == 'e' && code == 0) {
        lua_pushboolean(L, 1);
    } else {
        luaL_pushfail(L);
    }
    lua_pushstring(L, what);
    lua_pushinteger(L, code);
    return 3;
}

// ---- panic and warnings of luaL_newstate

static int report_panic(lua_State *L)
{
    const char *message =
        lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "error object is not a string";
    fprintf(stderr, "PANIC: unprotected error in call to Lua API (%s)\n", message);
    fflush(stderr);
    return 0; // the program is aborted
}

// Which of three functions takes warnings is the state: off, at the beginning of one, inside of
// one.
static void warn_on(void *data, const char *message, int to_continue);

// True if the message is an order ("@on"); those that are unknown are ignored.
static bool obey(lua_State *L, const char *message, int to_continue)
{
    if (to_continue || message[0] != '@') {
        return false;
    }
    if (strcmp(message, "@off") == 0) {
        lua_setwarnf(L, aux_warn_off, L);
    } else if (strcmp(message, "@on") == 0) {
        lua_setwarnf(L, warn_on, L);
    }
    return true;
}

void aux_warn_off(void *data, const char *message, int to_continue)
{
    obey(data, message, to_continue);
}

static void warn_continue(void *data, const char *message, int to_continue)
{
    fputs(message, stderr);
    if (!to_continue) {
        fputc('\n', stderr);
    }
    fflush(stderr);
    lua_setwarnf(data, to_continue ? warn_continue : warn_on, data);
}

static void warn_on(void *data, const char *message, int to_continue)
{
    if (!obey(data, message, to_continue)) {
        fputs("Lua warning: ", stderr);
        warn_continue(data, message, to_continue);
    }
}

// ---- states

static void *alloc_from_system(void *data, void *block, size_t old_size, size_t new_size)
{
    (void)data;
    (void)old_size;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, new_size);
}

LUALIB_API lua_State *luaL_newstate(void)
{
    lua_State *L = lua_newstate(alloc_from_system, NULL);
    if (L != NULL) {
        lua_atpanic(L, report_panic);
        lua_setwarnf(L, aux_warn_off, L);
    }
    return L;
}
