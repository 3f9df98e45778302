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
#include <unistd.h>

#include "lauxlib.h"
#include "lualib.h"
#include "neap.h"
#include "src/cli/complete.h"
#include "src/cli/diagnose.h"
#include "src/cli/help.h"
#include "src/cli/line_input.h"
#include "src/cli/pretty.h"
#include "src/cli/terminal.h"

#define LAST_VALUES 9 // _1 to _9

static lua_State *session; // the state of this session
static volatile sig_atomic_t code_is_running;
static bool locals_were_mentioned;
static bool error_is_kept; // in _, of the entry that runs
static bool was_stopped;   // by Ctrl-C, the last call

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

// As lua_pcall, but Ctrl-C stops what runs; the error message then is "interrupted!".
static int call_stoppable(lua_State *L, int arg_count, int result_count, int handler)
{
    int base = lua_gettop(L) - arg_count - 1;
    code_is_running = 1;
    int status = lua_pcall(L, arg_count, result_count, handler);
    code_is_running = 0;
    was_stopped = neap_stopreason(L) == NEAP_STOPPED;
    if (was_stopped) {
        neap_clearstop(L);
        status = LUA_ERRRUN;
        lua_settop(L, base);
        lua_pushliteral(L, "interrupted!");
    }
    return status;
}

// ---- running

// Sets a global to the value on top, which is popped, without metamethods.
static void set_global(lua_State *L, const char *name)
{
    lua_pushglobaltable(L);
    lua_insert(L, -2);
    lua_pushstring(L, name);
    lua_insert(L, -2);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

static void keep_error(lua_State *L)
{
    error_is_kept = true;
    lua_pushvalue(L, -1);
    set_global(L, "_");
}

// The error object stays in _ (the first one, if handling it fails); then as everywhere, but on a
// terminal the object is shown.
static int error_handler(lua_State *L)
{
    lua_settop(L, 1);
    if (!error_is_kept) {
        keep_error(L);
    }
    bool is_text = lua_isstring(L, 1) || lua_isnil(L, 1) || luaL_getmetafield(L, 1, "__tostring");
    lua_settop(L, 1);
    if (!is_text && line_input_is_terminal()) {
        lua_pushfstring(L, "error object: %s", pretty_value(L, 1, false));
        lua_replace(L, 1);
    }
    return program_message_handler(L);
}

// Calls the function on top. A stop leaves "interrupted!".
static int call(lua_State *L)
{
    int handler = lua_gettop(L);
    error_is_kept = false;
    lua_pushcfunction(L, error_handler);
    lua_insert(L, handler);
    int status = call_stoppable(L, 0, LUA_MULTRET, handler);
    if (status != LUA_OK && !error_is_kept) { // a stop, or lack of memory
        keep_error(L);
    }
    lua_remove(L, handler);
    return status;
}

// ---- lines

// Gives the global named by its argument as a string, or nothing.
static int read_prompt(lua_State *L)
{
    if (lua_getglobal(L, lua_tostring(L, 1)) == LUA_TNIL) {
        return 0;
    }
    luaL_tolstring(L, -1, NULL);
    return 1;
}

// The global _PROMPT or _PROMPT2, or the default if there is none to be had; pushed, because it has
// to stay alive.
static const char *push_prompt(lua_State *L, int is_first)
{
    lua_pushcfunction(L, read_prompt);
    lua_pushstring(L, is_first ? "_PROMPT" : "_PROMPT2");
    if (call_stoppable(L, 1, 1, 0) == LUA_OK && lua_type(L, -1) == LUA_TSTRING) {
        return lua_tostring(L, -1);
    }
    if (was_stopped) {
        program_message("interrupted!");
    }
    return lua_pushstring(L, is_first ? "> " : ">> ");
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
    int top = lua_gettop(L);
    enum LineEnd end = line_input_read(push_prompt(L, is_first), &line);
    lua_settop(L, top);
    if (end == LINE_END_OF_INPUT && !is_first && line_input_is_terminal()) {
        fputs("\n", stdout);
        fflush(stdout);
    }
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
    if (status == LUA_OK) {
        diagnose_keep(L, code, (int)sizeof "return " - 1);
    }
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
    if (status == LUA_OK) {
        diagnose_keep(L, code, 0);
    }
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
    for (int i = 1; i <= LAST_VALUES; i++) {
        char name[] = "_1";
        name[1] = (char)('0' + i);
        lua_settop(L, i <= count ? count : i); // nil for what an earlier entry left
        lua_pushvalue(L, i);
        set_global(L, name);
    }
    lua_settop(L, count);
    lua_pushvalue(L, 1);
    set_global(L, "_");
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
    bool in_colour = line_input_is_terminal() && terminal_has_colour(STDOUT_FILENO);
    bool quotes = line_input_is_terminal();
    terminal_end_line();
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

static int print_values(lua_State *L)
{
    lua_getglobal(L, "print");
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, 0);
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
    lua_pushcfunction(L, by_print ? print_values : show_values);
    lua_insert(L, 1);
    if (call_stoppable(L, count, 0, 0) != LUA_OK) {
        const char *what = by_print ? "error calling 'print'" : "error showing a value";
        const char *why = lua_tostring(L, -1);
        terminal_end_line();
        program_message(
            was_stopped ? why
                        : lua_pushfstring(L, "%s (%s)", what, why != NULL ? why : "no message"));
    }
}

static void mention_locals(const char *text)
{
    if (strncmp(text, "local ", 6) == 0 && !locals_were_mentioned && line_input_is_terminal()) {
        locals_were_mentioned = true;
        puts("(locals end with their entry: leave 'local' out to keep a value)");
        fflush(stdout);
    }
}

// ---- the session

// Runs the function on top, or tells why there is none.
static void run_chunk(lua_State *L, int status, bool is_quiet)
{
    if (status == LUA_OK) {
        status = call(L);
    }
    if (status != LUA_OK) {
        terminal_end_line();
        if (!line_input_is_terminal()) { // as other Lua programs show it
            diagnose_forget();
        }
        program_report(L, status);
    } else if (is_quiet && lua_gettop(L) > 0) {
        store_results(L);
    } else {
        show_results(L);
    }
}

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
    } else if (line_input_is_terminal()) {
        diagnose_syntax(L, lua_tostring(L, -1));
    }
    lua_remove(L, 1);
    run_chunk(L, status, is_quiet);
    return true;
}

// Runs ~/.neaprc.lua, if there is one and the environment counts.
static void run_start_file(lua_State *L)
{
    const char *home = getenv("HOME");
    bool is_ignored = lua_getfield(L, LUA_REGISTRYINDEX, "LUA_NOENV") != LUA_TNIL;
    lua_settop(L, 0);
    if (home == NULL || is_ignored) {
        return;
    }
    const char *path = lua_pushfstring(L, "%s/.neaprc.lua", home);
    if (access(path, F_OK) == 0) {
        int status = luaL_loadfile(L, path);
        if (status == LUA_ERRSYNTAX) {
            diagnose_syntax(L, lua_tostring(L, -1));
        }
        lua_remove(L, 1);
        run_chunk(L, status, true);
    }
}

// os.exit as it is at the prompt: the state is closed, unless the second argument says otherwise.
static int exit_closing(lua_State *L)
{
    if (lua_gettop(L) < 2) {
        lua_settop(L, 1);
        lua_pushboolean(L, 1);
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, 0);
    return 0;
}

static void replace_exit(lua_State *L)
{
    lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    if (lua_getfield(L, -1, LUA_OSLIBNAME) == LUA_TTABLE) {
        lua_getfield(L, -1, "exit");
        lua_pushcclosure(L, exit_closing, 1);
        lua_setfield(L, -2, "exit");
    }
    lua_settop(L, 0);
}

void repl_run(lua_State *L)
{
    session = L;
    program_show_name(0);
    lua_settop(L, 0);
    help_begin(L);
    replace_exit(L);
    complete_begin(L);
    line_input_begin(complete_line, complete_word_breaks);
    catch_interrupts();
    run_start_file(L);
    while (run_entry(L) && neap_stopreason(L) == NEAP_RUNNING) {
    }
    signal(SIGINT, SIG_DFL);
    lua_settop(L, 0);
    fputs("\n", stdout);
    fflush(stdout);
    program_show_name(1);
}
