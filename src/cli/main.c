// SPDX-License-Identifier: MIT
// main.c: the program 'neap': command line, environment, scripts (manual, section 7).

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"
#include "neap.h"
#include "src/cli/check.h"
#include "src/cli/diagnose.h"
#include "src/cli/repl.h"
#include "src/cli/source.h"
#include "src/cli/tools.h"

#ifndef NEAP_VERSION
#define NEAP_VERSION "0.1.0"
#endif

static const char *const default_name = "neap";
static const char *program_name = "neap"; // argv[0]; NULL: messages go without a name
static lua_State *interrupt_state;        // whom Ctrl-C stops
static volatile sig_atomic_t interrupt_count;
static enum CheckStatus check_status; // of --check: the exit status

// ---- messages

void program_show_name(int show)
{
    static const char *hidden;
    if (!show) {
        hidden = program_name;
        program_name = NULL;
    } else if (program_name == NULL) {
        program_name = hidden;
    }
}

void program_message(const char *message)
{
    if (program_name != NULL) {
        fprintf(stderr, "%s: ", program_name);
    }
    fprintf(stderr, "%s\n", message);
    fflush(stderr);
}

int program_report(lua_State *L, int status)
{
    if (status != LUA_OK) {
        const char *message = lua_tostring(L, -1);
        if (neap_stopreason(L) == NEAP_MEMORY_LIMIT) {
            message = "stopped: memory limit exceeded";
        }
        program_message(message != NULL ? message : "(error message not a string)");
        diagnose_print();
        lua_pop(L, 1);
    }
    return status;
}

static void print_version(void)
{
    printf("neap " NEAP_VERSION " (" LUA_VERSION "), a language of PUC-Rio\n");
    fflush(stdout);
}

static void print_usage(FILE *out)
{
    fprintf(out,
            "usage: %s [options] [script [args]]\n"
            "Available options are:\n"
            "  -e stat   execute string 'stat'\n"
            "  -i        enter interactive mode after executing 'script'\n"
            "  -l mod    require library 'mod' into global 'mod'\n"
            "  -l g=mod  require library 'mod' into global 'g'\n"
            "  -v        show version information\n"
            "  -E        ignore environment variables\n"
            "  -W        turn warnings on\n"
            "  --        stop handling options\n"
            "  -         stop handling options and execute stdin\n"
            "  --check   warn of what looks wrong in the files that follow, run none\n"
            "  --dis     list the instructions of the program instead of running it\n"
            "  --help    show this\n"
            "  --max-memory=SIZE  stop with status 122 above SIZE bytes (K, M, G)\n"
            "  --profile[=FILE]   show where instructions are spent; stacks to FILE\n"
            "  --timeout=SECONDS  stop with status 124 after that time\n",
            program_name != NULL ? program_name : default_name);
    fflush(out);
}

static void complain(const char *bad_option)
{
    fprintf(stderr, "%s: ", program_name != NULL ? program_name : default_name);
    if (bad_option[1] == 'e' || bad_option[1] == 'l') {
        fprintf(stderr, "'%s' needs argument\n", bad_option);
    } else {
        const char *what = tools_takes_value(bad_option) ? "wrong value in" : "unrecognized option";
        fprintf(stderr, "%s '%s'\n", what, bad_option);
    }
    print_usage(stderr);
}

// ---- calls

// The first Ctrl-C is an error that the script may catch, the second one stops the script, and a
// third one ends the program.
static void on_interrupt(int signal_number)
{
    if (interrupt_count++ == 0) {
        neap_interrupt(interrupt_state);
    } else {
        neap_stop(interrupt_state);
        signal(signal_number, SIG_DFL);
    }
}

// After a call: if Ctrl-C has stopped it, the message on top gets a traceback.
static void end_interrupt(lua_State *L, int status)
{
    if (neap_stopreason(L) != NEAP_STOPPED) {
        return;
    }
    neap_clearstop(L);
    if (status != LUA_OK) {
        neap_traceback(L, L, lua_tostring(L, -1), 0);
        lua_remove(L, -2);
    }
}

// Turns an error object into a message with a traceback.
int program_message_handler(lua_State *L)
{
    const char *message = lua_tostring(L, 1);
    if (message == NULL) {
        if (luaL_callmeta(L, 1, "__tostring") && lua_type(L, -1) == LUA_TSTRING) {
            return 1;
        }
        message = lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, 1));
    }
    diagnose_error(L, message);
    neap_traceback(L, L, message, 1);
    return 1;
}

int program_call(lua_State *L, int arg_count, int result_count)
{
    int handler = lua_gettop(L) - arg_count;
    lua_pushcfunction(L, program_message_handler);
    lua_insert(L, handler);
    interrupt_state = L;
    interrupt_count = 0;
    signal(SIGINT, on_interrupt);
    int status = lua_pcall(L, arg_count, result_count, handler);
    signal(SIGINT, SIG_DFL);
    lua_remove(L, handler);
    end_interrupt(L, status);
    return status;
}

static int run_chunk(lua_State *L, int status)
{
    if (status == LUA_OK && tools_wants_listing()) {
        status = tools_print_listing(L);
    } else if (status == LUA_OK) {
        status = program_call(L, 0, 0);
    }
    return program_report(L, status);
}

// Compiles the standard input, whose text cannot be read again when an error is to be shown.
static int load_input(lua_State *L)
{
    size_t length;
    char *text = source_read(stdin, &length);
    if (text == NULL) {
        lua_pushfstring(L, "cannot read stdin: %s", strerror(errno));
        return LUA_ERRFILE;
    }
    const char *begin = source_begin(text);
    int status = luaL_loadbuffer(L, begin, length - (size_t)(begin - text), "=stdin");
    if (status == LUA_OK) {
        diagnose_keep(L, begin, 0);
    }
    free(text);
    return status;
}

// Compiles a file (NULL: the standard input).
static int load_file(lua_State *L, const char *name)
{
    int status = name != NULL ? luaL_loadfile(L, name) : load_input(L);
    if (status == LUA_ERRSYNTAX) {
        diagnose_syntax(L, lua_tostring(L, -1));
    }
    return status;
}

static int run_file(lua_State *L, const char *name)
{
    return run_chunk(L, load_file(L, name));
}

static int run_string(lua_State *L, const char *text, const char *name)
{
    int status = luaL_loadbuffer(L, text, strlen(text), name);
    if (status == LUA_ERRSYNTAX) {
        diagnose_syntax(L, lua_tostring(L, -1));
    } else if (status == LUA_OK) {
        diagnose_keep(L, text, 0);
    }
    return run_chunk(L, status);
}

// ---- options

enum OptionFlag {
    OPTION_BAD = 1,
    OPTION_INTERACTIVE = 2,
    OPTION_VERSION = 4,
    OPTION_EXECUTE = 8,
    OPTION_NO_ENVIRONMENT = 16
};

// Flags of one option argv[*i]; *i moves on to its operand, if that is an argument of its own.
static int read_option(char **argv, int *i)
{
    const char *option = argv[*i];
    int flags = 0;
    switch (option[1]) {
    case 'E':
        return option[2] == '\0' ? OPTION_NO_ENVIRONMENT : OPTION_BAD;
    case 'W':
        return option[2] == '\0' ? 0 : OPTION_BAD;
    case 'i':
        return option[2] == '\0' ? OPTION_INTERACTIVE | OPTION_VERSION : OPTION_BAD;
    case 'v':
        return option[2] == '\0' ? OPTION_VERSION : OPTION_BAD;
    case 'e':
        flags = OPTION_EXECUTE;
        break;
    case 'l':
        break;
    default:
        return OPTION_BAD;
    }
    if (option[2] == '\0') {
        const char *operand = argv[*i + 1];
        if (operand == NULL || operand[0] == '-') {
            return OPTION_BAD;
        }
        ++*i;
    }
    return flags;
}

// Reads the options. *script becomes the index of the script's name, of the bad option, or argc if
// there is none.
static int read_options(char **argv, int *script)
{
    int flags = 0;
    int i = 1;
    for (; argv[i] != NULL && argv[i][0] == '-'; i++) {
        if (argv[i][1] == '\0') { // '-': the script is the standard input
            break;
        }
        if (argv[i][1] == '-') {
            if (argv[i][2] == '\0') {
                i++;
                break;
            }
            if (tools_read_option(argv[i])) {
                continue;
            }
            *script = i;
            return OPTION_BAD;
        }
        int option = i;
        int flag = read_option(argv, &i);
        if (flag == OPTION_BAD) {
            *script = option;
            return OPTION_BAD;
        }
        flags |= flag;
    }
    *script = i;
    return flags;
}

// 'name' or 'global=name': requires the module and stores it. The global of a name with a version
// mark
// ("mod-v2") is the part in front of the mark.
static int require_module(lua_State *L, const char *operand)
{
    const char *equals = strchr(operand, '=');
    const char *module = equals != NULL ? equals + 1 : operand;
    size_t global_length = equals != NULL ? (size_t)(equals - operand) : strcspn(operand, "-");
    lua_getglobal(L, "require");
    lua_pushstring(L, module);
    int status = program_call(L, 1, 1);
    if (status == LUA_OK) {
        lua_pushlstring(L, operand, global_length);
        lua_pushglobaltable(L);
        lua_insert(L, -3);
        lua_insert(L, -2); // globals, name, module
        lua_settable(L, -3);
        lua_pop(L, 1);
    }
    return program_report(L, status);
}

// Carries out -e, -l and -W in their order. False if one failed.
static int run_options(lua_State *L, char **argv, int end)
{
    for (int i = 1; i < end; i++) {
        char option = argv[i][1];
        if (option == '-') {
            continue; // tools.h
        }
        if (option == 'e' || option == 'l') {
            const char *operand = argv[i][2] != '\0' ? argv[i] + 2 : argv[++i];
            int status = option == 'e' ? run_string(L, operand, "=(command line)")
                                       : require_module(L, operand);
            if (status != LUA_OK) {
                return 0;
            }
        } else if (option == 'W') {
            lua_warning(L, "@on", 0);
        }
    }
    return 1;
}

static int run_environment(lua_State *L)
{
    static const char *const names[] = {"=LUA_INIT_5_4", "=LUA_INIT"};
    for (int i = 0; i < 2; i++) {
        const char *text = getenv(names[i] + 1);
        if (text != NULL) {
            return text[0] == '@' ? run_file(L, text + 1) : run_string(L, text, names[i]);
        }
    }
    return LUA_OK;
}

// ---- scripts

// The global 'arg': the script's name at 0, its arguments above, everything in front of it below.
static void set_arguments(lua_State *L, char **argv, int argc, int script)
{
    if (script == argc) {
        script = 0;
    }
    int count = argc - (script + 1);
    lua_createtable(L, count > 0 ? count : 0, script + 1);
    for (int i = 0; i < argc; i++) {
        lua_pushstring(L, argv[i]);
        lua_rawseti(L, -2, i - script);
    }
    lua_setglobal(L, "arg");
}

// Pushes the script's arguments from the table 'arg', which an earlier chunk may have changed.
static int push_arguments(lua_State *L)
{
    if (lua_getglobal(L, "arg") != LUA_TTABLE) {
        luaL_error(L, "'arg' is not a table");
    }
    int count = (int)luaL_len(L, -1);
    luaL_checkstack(L, count + 3, "too many arguments to script");
    int table = lua_gettop(L);
    for (int i = 1; i <= count; i++) {
        lua_rawgeti(L, table, i);
    }
    lua_remove(L, table);
    return count;
}

static int run_script(lua_State *L, char **argv, int script)
{
    const char *name = argv[script];
    if (strcmp(name, "-") == 0 && strcmp(argv[script - 1], "--") != 0) {
        name = NULL;
    }
    int status = load_file(L, name);
    if (status == LUA_OK && tools_wants_listing()) {
        return tools_print_listing(L);
    }
    if (status == LUA_OK) {
        int count = push_arguments(L);
        status = program_call(L, count, LUA_MULTRET);
    }
    return program_report(L, status);
}

static void open_state(lua_State *L, char **argv, int argc, int script, int options)
{
    if (options & OPTION_NO_ENVIRONMENT) {
        lua_pushboolean(L, 1);
        lua_setfield(L, LUA_REGISTRYINDEX, "LUA_NOENV");
    }
    luaL_openlibs(L);
    set_arguments(L, argv, argc, script);
    lua_gc(L, LUA_GCRESTART);
    lua_gc(L, LUA_GCGEN, 0, 0);
    tools_begin(L, program_name != NULL ? program_name : default_name);
}

// The script; then the prompt, or the standard input, where the options want it.
static bool run_main(lua_State *L, char **argv, int argc, int script, int options)
{
    if (script < argc && run_script(L, argv, script) != LUA_OK) {
        return false;
    }
    if (options & OPTION_INTERACTIVE) {
        repl_run(L);
        return true;
    }
    if (script < argc || options & (OPTION_EXECUTE | OPTION_VERSION)) {
        return true;
    }
    if (!isatty(STDIN_FILENO)) {
        return run_file(L, NULL) == LUA_OK;
    }
    print_version();
    repl_run(L);
    return true;
}

// Everything from the options to the last script, called in protected mode. Returns true if all
// went well.
static int run_program(lua_State *L)
{
    int argc = (int)lua_tointeger(L, 1);
    char **argv = lua_touserdata(L, 2);
    int script;
    int options = read_options(argv, &script);
    luaL_checkversion(L);
    if (options == OPTION_BAD) {
        complain(argv[script]);
        return 0;
    }
    if (tools_wants_help()) {
        print_usage(stdout);
        lua_pushboolean(L, true);
        return 1;
    }
    if (options & OPTION_VERSION) {
        print_version();
    }
    open_state(L, argv, argc, script, options);
    bool is_fine = (options & OPTION_NO_ENVIRONMENT) || run_environment(L) == LUA_OK;
    is_fine = is_fine && run_options(L, argv, script);
    if (is_fine && tools_wants_check()) {
        check_status = check_files(L, argv + script);
    } else if (is_fine) {
        is_fine = run_main(L, argv, argc, script, options);
    }
    lua_pushboolean(L, is_fine);
    return 1;
}

// glibc gives every large block that is freed back to the system at once, and takes it again for
// the next array that grows.
static void keep_freed_memory(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
#endif
}

int main(int argc, char **argv)
{
    keep_freed_memory();
    if (argv[0] != NULL && argv[0][0] != '\0') {
        program_name = argv[0];
    }
    lua_State *L = luaL_newstate();
    if (L == NULL) {
        program_message("cannot create state: not enough memory");
        return EXIT_FAILURE;
    }
    lua_gc(L, LUA_GCSTOP);
    lua_pushcfunction(L, run_program);
    lua_pushinteger(L, argc);
    lua_pushlightuserdata(L, argv);
    int status = lua_pcall(L, 2, 1, 0);
    int ok = lua_toboolean(L, -1);
    program_report(L, status);
    int stopped = tools_stop_status(L);
    lua_close(L);
    if (stopped != 0) {
        return stopped;
    }
    return ok && status == LUA_OK ? (int)check_status : EXIT_FAILURE;
}
