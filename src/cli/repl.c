// SPDX-License-Identifier: MIT
// repl.c: the interactive mode: reads lines until they make a chunk, runs it, shows its results.
//
// A chunk that is an expression is run as one ("return ..."); one that ends too early asks for more
// lines. On a terminal values are shown by pretty.c; elsewhere plain values go through 'print', as
// other Lua programs do it. Ctrl-C gives up the line being typed or stops the running code, which
// nothing in that code can prevent.

#include "src/cli/repl.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lauxlib.h"
#include "lualib.h"
#include "neap.h"
#include "src/cli/complete.h"
#include "src/cli/help.h"
#include "src/cli/line_input.h"
#include "src/cli/pretty.h"

static lua_State *session; // the state of this session
static volatile sig_atomic_t code_is_running;
static bool locals_were_mentioned;

// ---- Ctrl-C

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    if (code_is_running) {
        neap_stop(session);
    } else {
        line_input_interrupt();
    }
}

// Without SA_RESTART, so that code that waits for input is reached as well.
static void catch_interrupts(void)
{
    struct sigaction action = {.sa_handler = on_interrupt};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
}

// Sets the global _ to the value on top (kept), without metamethods.
static void set_last(lua_State *L)
{
    lua_pushglobaltable(L);
    lua_pushliteral(L, "_");
    lua_pushvalue(L, -3);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

// The error object stays in _; then as everywhere.
static int error_handler(lua_State *L)
{
    set_last(L);
    if (line_input_is_terminal() && lua_istable(L, 1) &&
        luaL_getmetafield(L, 1, "__tostring") == LUA_TNIL) {
        lua_pushfstring(L, "error object: %s", pretty_value(L, 1, false));
        lua_replace(L, 1);
    }
    lua_settop(L, 1);
    return program_message_handler(L);
}

// Calls the function below the top [arg_count] values. A stop leaves "interrupted!".
static int call(lua_State *L, int arg_count)
{
    int handler = lua_gettop(L) - arg_count;
    lua_pushcfunction(L, error_handler);
    lua_insert(L, handler);
    code_is_running = 1;
    int status = lua_pcall(L, arg_count, LUA_MULTRET, handler);
    code_is_running = 0;
    if (neap_stopreason(L) == NEAP_STOPPED) {
        neap_clearstop(L);
        status = LUA_ERRRUN;
        lua_settop(L, handler);
        lua_pushliteral(L, "interrupted!");
        set_last(L);
    }
    lua_remove(L, handler);
    return status;
}

// ---- lines

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

static enum LineEnd push_line(lua_State *L, int is_first)
{
    char *line;
    enum LineEnd end = line_input_read(push_prompt(L, is_first), &line);
    lua_pop(L, 1);
    if (end == LINE_READ) {
        lua_pushstring(L, line);
        free(line);
        if (is_first) {
            replace_equals(L);
        }
    }
    return end;
}

// ---- chunks

// Length of [code] without blanks and a semicolon at its end.
static size_t length_without_semicolon(const char *code, size_t length)
{
    while (length > 0 && strchr(" \t\n;", code[length - 1]) != NULL) {
        length--;
    }
    return length;
}

static bool ends_with_semicolon(const char *code)
{
    size_t length = strlen(code);
    while (length > 0 && strchr(" \t\n", code[length - 1]) != NULL) {
        length--;
    }
    return length > 0 && code[length - 1] == ';';
}

// Tries the text at 1 as an expression; pushes the function or the message.
static int load_expression(lua_State *L)
{
    size_t length;
    const char *text = lua_tolstring(L, 1, &length);
    if (ends_with_semicolon(text)) {
        length = length_without_semicolon(text, length);
    }
    lua_pushliteral(L, "return ");
    lua_pushlstring(L, text, length);
    lua_concat(L, 2);
    const char *code = lua_tolstring(L, -1, &length);
    int status = luaL_loadbuffer(L, code, length, "=stdin");
    lua_remove(L, -2);
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

// Compiles the text at 1. Pushes the function or the message; *more: it ended too early.
static int load_text(lua_State *L, bool *more)
{
    size_t length;
    const char *code = lua_tolstring(L, 1, &length);
    *more = false;
    int status = load_expression(L);
    if (status == LUA_OK) {
        return status;
    }
    bool expression_is_open = is_incomplete(L, status);
    status = luaL_loadbuffer(L, code, length, "=stdin");
    *more = status != LUA_OK && (expression_is_open || is_incomplete(L, status));
    lua_remove(L, *more && expression_is_open ? -1 : -2);
    return status;
}

// Loads the chunk that begins with the line at 1, reading further lines as long as it is
// incomplete. The stack then holds the text and the function or message. False: given up.
static bool load_chunk(lua_State *L, int *status)
{
    bool more;
    for (;;) {
        *status = load_text(L, &more);
        if (!more) {
            return true;
        }
        enum LineEnd end = push_line(L, 0);
        if (end != LINE_READ) {
            return end == LINE_END_OF_INPUT;
        }
        lua_pushvalue(L, 1);
        lua_pushliteral(L, "\n");
        lua_pushvalue(L, -3);
        lua_concat(L, 3);
        lua_replace(L, 1);
        lua_settop(L, 1);
    }
}

// ---- results

static void store_results(lua_State *L)
{
    int count = lua_gettop(L);
    lua_pushglobaltable(L);
    for (int i = 1; i <= count && i <= 9; i++) {
        lua_pushfstring(L, "_%d", i);
        lua_pushvalue(L, i);
        lua_rawset(L, count + 1);
    }
    lua_pushliteral(L, "_");
    lua_pushvalue(L, 1);
    lua_rawset(L, count + 1);
    lua_settop(L, count);
}

// True if 'print' shows all there is to see: no tables, functions or coroutines.
static bool are_plain(lua_State *L)
{
    for (int i = lua_gettop(L); i > 0; i--) {
        int type = lua_type(L, i);
        if (type == LUA_TTABLE || type == LUA_TFUNCTION || type == LUA_TTHREAD) {
            return false;
        }
    }
    return true;
}

// Shows its arguments (called in protected mode: __tostring may be stopped).
static int show_values(lua_State *L)
{
    bool in_colour = line_input_is_rich() && getenv("NO_COLOR") == NULL;
    bool quotes = line_input_is_terminal();
    for (int i = 1; i <= lua_gettop(L); i++) {
        bool is_raw = !quotes && lua_type(L, i) == LUA_TSTRING;
        size_t length;
        const char *text = is_raw ? lua_tolstring(L, i, &length) : pretty_value(L, i, in_colour);
        fputs(i > 1 ? "\t" : "", stdout);
        fwrite(text, 1, is_raw ? length : strlen(text), stdout);
    }
    fputs("\n", stdout);
    fflush(stdout);
    return 0;
}

static void show_results(lua_State *L)
{
    int count = lua_gettop(L);
    if (count == 0) {
        return;
    }
    luaL_checkstack(L, LUA_MINSTACK, "too many results to print");
    store_results(L);
    bool by_print = !line_input_is_terminal() && are_plain(L);
    if (by_print) {
        lua_getglobal(L, "print");
    } else {
        lua_pushcfunction(L, show_values);
    }
    lua_insert(L, 1);
    code_is_running = 1;
    int status = lua_pcall(L, count, 0, 0);
    code_is_running = 0;
    if (neap_stopreason(L) == NEAP_STOPPED) {
        neap_clearstop(L);
        program_message("interrupted!");
    } else if (status != LUA_OK) {
        const char *what = by_print ? "error calling 'print'" : "error showing a value";
        const char *why = lua_tostring(L, -1);
        program_message(lua_pushfstring(L, "%s (%s)", what, why != NULL ? why : "no message"));
    }
}

static void mention_locals(const char *text)
{
    bool declares = strncmp(text, "local ", 6) == 0 && strncmp(text, "local function", 14) != 0;
    if (declares && !locals_were_mentioned && line_input_is_terminal()) {
        locals_were_mentioned = true;
        puts("(locals end with their entry: leave 'local' out to keep a value)");
        fflush(stdout);
    }
}

// ---- the session

// Reads, runs and shows one entry. False at the end of input.
static bool run_entry(lua_State *L)
{
    int status;
    lua_settop(L, 0);
    enum LineEnd end = push_line(L, 1);
    if (end != LINE_READ) {
        return end == LINE_INTERRUPTED;
    }
    if (!load_chunk(L, &status)) {
        return true;
    }
    const char *text = lua_tostring(L, 1);
    line_input_remember(text);
    bool is_quiet = ends_with_semicolon(text);
    if (status == LUA_OK) {
        mention_locals(text);
    }
    lua_remove(L, 1);
    if (status == LUA_OK) {
        status = call(L, 0);
    }
    if (status != LUA_OK) {
        program_report(L, status);
    } else if (is_quiet && lua_gettop(L) > 0) {
        store_results(L);
    } else {
        show_results(L);
    }
    return true;
}

// Runs ~/.neaprc.lua, if there is one and the environment counts.
static void run_start_file(lua_State *L)
{
    const char *home = getenv("HOME");
    bool is_ignored = lua_getfield(L, LUA_REGISTRYINDEX, "LUA_NOENV") != LUA_TNIL;
    lua_pop(L, 1);
    if (home == NULL || is_ignored) {
        return;
    }
    const char *path = lua_pushfstring(L, "%s/.neaprc.lua", home);
    FILE *file = fopen(path, "r");
    if (file != NULL) {
        fclose(file);
        int status = luaL_loadfile(L, path);
        program_report(L, status == LUA_OK ? call(L, 0) : status);
    }
    lua_settop(L, 0);
}

void repl_run(lua_State *L)
{
    session = L;
    program_show_name(0);
    lua_settop(L, 0);
    help_begin(L);
    complete_begin(L);
    line_input_begin(complete_line);
    catch_interrupts();
    run_start_file(L);
    while (run_entry(L)) {
    }
    signal(SIGINT, SIG_DFL);
    lua_settop(L, 0);
    fputs("\n", stdout);
    fflush(stdout);
    program_show_name(1);
}
