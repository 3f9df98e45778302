// SPDX-License-Identifier: MIT
// repl.c: the interactive mode: reads lines until they make a chunk, runs it, prints its results.
//
// A line that is an expression is run as one ("return ..."); a chunk that ends too early asks for
// more lines. GNU readline is used for editing when it is installed, found at run time.

#include "src/cli/repl.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lauxlib.h"
#include "lualib.h"

#define LINE_MAX_BYTES 512

// ---- line input

typedef struct LineEditor {
    char *(*read_line)(const char *prompt); // allocated by malloc; NULL at the end of input
    void (*add_history)(const char *line);
} LineEditor;

static LineEditor editor;

static void find_editor(void)
{
    static const char *const names[] = {"libreadline.so.8", "libreadline.so", "libreadline.so.7"};
    if (!isatty(STDIN_FILENO)) {
        return;
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        if (library == NULL) {
            continue;
        }
        void *read_line = dlsym(library, "readline");
        void *add_history = dlsym(library, "add_history");
        const char **name = dlsym(library, "rl_readline_name");
        if (read_line != NULL && add_history != NULL) {
            memcpy(&editor.read_line, &read_line, sizeof read_line);
            memcpy(&editor.add_history, &add_history, sizeof add_history);
            if (name != NULL) {
                *name = "neap";
            }
            return;
        }
        dlclose(library);
    }
}

// Pushes a line without its newline; false at the end of input.
static int push_plain_line(lua_State *L, const char *prompt)
{
    luaL_Buffer line;
    char part[LINE_MAX_BYTES];
    int some = 0;
    fputs(prompt, stdout);
    fflush(stdout);
    luaL_buffinit(L, &line);
    while (fgets(part, sizeof part, stdin) != NULL) {
        size_t length = strlen(part);
        some = 1;
        if (length > 0 && part[length - 1] == '\n') {
            luaL_addlstring(&line, part, length - 1);
            break;
        }
        luaL_addlstring(&line, part, length);
    }
    luaL_pushresult(&line);
    if (!some) {
        lua_pop(L, 1);
    }
    return some;
}

// The global _PROMPT or _PROMPT2, or the default; pushed, because it has to stay alive.
static const char *push_prompt(lua_State *L, int is_first)
{
    if (lua_getglobal(L, is_first ? "_PROMPT" : "_PROMPT2") == LUA_TNIL) {
        lua_pop(L, 1);
        return lua_pushstring(L, is_first ? "> " : ">> ");
    }
    const char *prompt = luaL_tolstring(L, -1, NULL);
    lua_remove(L, -2);
    return prompt;
}

// A first line that begins with '=' asks for a value, as in Lua 5.2: the same as 'return'.
static void replace_equals(lua_State *L)
{
    const char *line = lua_tostring(L, -1);
    if (line[0] == '=') {
        lua_pushfstring(L, "return %s", line + 1);
        lua_remove(L, -2);
    }
}

static int push_line(lua_State *L, int is_first)
{
    const char *prompt = push_prompt(L, is_first);
    int some;
    if (editor.read_line != NULL) {
        char *line = editor.read_line(prompt);
        some = line != NULL;
        if (some) {
            lua_pushstring(L, line);
            free(line);
        }
    } else {
        some = push_plain_line(L, prompt);
    }
    lua_remove(L, some ? -2 : -1); // the prompt
    if (some && is_first) {
        replace_equals(L);
    }
    return some;
}

// ---- chunks

// Tries the line on top as an expression; pushes the function if it is one.
static int load_expression(lua_State *L)
{
    const char *code = lua_pushfstring(L, "return %s", lua_tostring(L, -1));
    int status = luaL_loadbuffer(L, code, strlen(code), "=stdin");
    if (status == LUA_OK) {
        lua_remove(L, -2);
    } else {
        lua_pop(L, 2);
    }
    return status;
}

// True if the chunk ended too early: the message on top says so.
static int is_incomplete(lua_State *L, int status)
{
    if (status != LUA_ERRSYNTAX) {
        return 0;
    }
    size_t length;
    const char *message = lua_tolstring(L, -1, &length);
    const size_t mark = sizeof "<eof>" - 1;
    return length >= mark && strcmp(message + length - mark, "<eof>") == 0;
}

// Loads the chunk that begins with the line at 1, reading further lines as long as it is
// incomplete. Pushes the function or the message.
static int load_statement(lua_State *L)
{
    for (;;) {
        size_t length;
        const char *code = lua_tolstring(L, 1, &length);
        int status = luaL_loadbuffer(L, code, length, "=stdin");
        if (!is_incomplete(L, status) || !push_line(L, 0)) {
            return status;
        }
        lua_remove(L, -2); // the message
        lua_pushliteral(L, "\n");
        lua_insert(L, -2);
        lua_concat(L, 3);
    }
}

// Reads a chunk; the stack then holds only its function or a message. -1 at the end of input.
static int load_chunk(lua_State *L)
{
    lua_settop(L, 0);
    if (!push_line(L, 1)) {
        return -1;
    }
    int status = load_expression(L);
    if (status != LUA_OK) {
        status = load_statement(L);
    }
    const char *text = lua_tostring(L, 1);
    if (editor.add_history != NULL && text[0] != '\0') {
        editor.add_history(text);
    }
    lua_remove(L, 1);
    return status;
}

static void print_results(lua_State *L)
{
    int count = lua_gettop(L);
    if (count == 0) {
        return;
    }
    luaL_checkstack(L, LUA_MINSTACK, "too many results to print");
    lua_getglobal(L, "print");
    lua_insert(L, 1);
    if (lua_pcall(L, count, 0, 0) != LUA_OK) {
        program_message(lua_pushfstring(L, "error calling 'print' (%s)", lua_tostring(L, -1)));
    }
}

void repl_run(lua_State *L)
{
    program_show_name(0);
    find_editor();
    int status;
    while ((status = load_chunk(L)) != -1) {
        if (status == LUA_OK) {
            status = program_call(L, 0, LUA_MULTRET);
        }
        if (status == LUA_OK) {
            print_results(L);
        } else {
            program_report(L, status);
        }
    }
    lua_settop(L, 0);
    fputs("\n", stdout);
    fflush(stdout);
    program_show_name(1);
}
