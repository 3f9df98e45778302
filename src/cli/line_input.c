// SPDX-License-Identifier: MIT
// line_input.c: see line_input.h.
//
// readline is opened at run time, so that the program neither needs it nor is bound by its licence.
// Its callback interface leaves the waiting to us: a Ctrl-C ends it and the line is given up in
// ordinary code. The history file holds an entry a line, with newlines written as \n and
// backslashes doubled.

#include "src/cli/line_input.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/cli/terminal.h"

#define HISTORY_MAX 1000 // entries
#define PATH_BYTES 4096

typedef void LineHandler(char *line);
typedef char *WordBreakHook(void);
typedef void TerminalHook(void);
typedef int KeyReader(FILE *stream);

// What is used of readline: its functions, and pointers to its variables.
static struct {
    bool is_open;
    void (*install)(const char *prompt, LineHandler *handler);
    void (*remove)(void);
    void (*read_char)(void);
    void (*check_signals)(void);
    int (*pending_signal)(void);
    void (*free_line_state)(void);
    void (*redisplay)(void);
    void (*redraw)(void);
    void (*restore_terminal)(void);
    void (*add_history)(const char *line);
    void (*set_option)(const char *name, const char *value);
    char **buffer;
    int *point; // the cursor's index in the buffer
    const char **name;
    LineInputCompleter **completer;
    WordBreakHook **word_break_hook;
    int *completion_over;
    int *append_character;
    TerminalHook **restore_hook;
    KeyReader **key_reader;
    int *eof_was_found;         // NULL in version 8.0
    int *keeps_signal_handlers; // NULL in old versions
} readline_library;

#define OPTIONAL_COUNT 2

// Where the address of each name goes; some versions lack the last ones.
static const struct {
    const char *name;
    void *target;
} symbols[] = {
    {"rl_callback_handler_install", &readline_library.install},
    {"rl_callback_handler_remove", &readline_library.remove},
    {"rl_callback_read_char", &readline_library.read_char},
    {"rl_check_signals", &readline_library.check_signals},
    {"rl_pending_signal", &readline_library.pending_signal},
    {"rl_free_line_state", &readline_library.free_line_state},
    {"rl_redisplay", &readline_library.redisplay},
    {"rl_forced_update_display", &readline_library.redraw},
    {"add_history", &readline_library.add_history},
    {"rl_variable_bind", &readline_library.set_option},
    {"rl_line_buffer", &readline_library.buffer},
    {"rl_point", &readline_library.point},
    {"rl_readline_name", &readline_library.name},
    {"rl_attempted_completion_function", &readline_library.completer},
    {"rl_completion_word_break_hook", &readline_library.word_break_hook},
    {"rl_attempted_completion_over", &readline_library.completion_over},
    {"rl_completion_append_character", &readline_library.append_character},
    {"rl_deprep_terminal", &readline_library.restore_terminal},
    {"rl_deprep_term_function", &readline_library.restore_hook},
    {"rl_getc_function", &readline_library.key_reader},
    {"rl_eof_found", &readline_library.eof_was_found},
    {"rl_persistent_signal_handlers", &readline_library.keeps_signal_handlers},
};

static LineInputWordBreaks *word_breaks;
static volatile sig_atomic_t interrupted;
static volatile sig_atomic_t continued; // after a stop: others wrote on the screen
static sigset_t waiting_mask;           // the signals that are blocked outside of here
static char *finished_line;
static bool line_is_finished;
static char history_path[PATH_BYTES]; // empty: no file
static char *last_entry;

// ---- readline

// readline keeps no word breaks and does not write to them.
static char *find_word_breaks(void)
{
    return (char *)(size_t)word_breaks(*readline_library.buffer, *readline_library.point);
}

// After the first end of input readline would add a newline to every line.
static void restore_terminal(void)
{
    if (readline_library.eof_was_found != NULL) {
        *readline_library.eof_was_found = 0;
    }
    readline_library.restore_terminal();
}

static bool is_interrupted(void)
{
    return interrupted || readline_library.pending_signal() == SIGINT;
}

// Waits until there is input, or a signal came. Only here Ctrl-C arrives while a line is edited:
// where readline works on what it has read it would free things under its own hands.
static bool wait_for_input(void)
{
    fd_set input;
    FD_ZERO(&input);
    FD_SET(STDIN_FILENO, &input);
    return pselect(STDIN_FILENO + 1, &input, NULL, NULL, NULL, &waiting_mask) > 0;
}

// Reads a key. After Ctrl-C, where readline waits for more before it comes back (a paste whose end
// does not come, a question), it gets an end.
static int read_key(FILE *stream)
{
    static const char end_of_paste[] = "\033[201~";
    static size_t sent;
    while (!is_interrupted()) {
        sent = 0;
        if (wait_for_input()) {
            unsigned char key;
            return read(fileno(stream), &key, 1) == 1 ? key : EOF;
        }
        if (!is_interrupted()) {
            readline_library.check_signals();
        }
    }
    return sent < sizeof end_of_paste - 1 ? end_of_paste[sent++] : EOF;
}

static bool find_symbols(void *library)
{
    const size_t count = sizeof symbols / sizeof symbols[0];
    for (size_t i = 0; i < count; i++) {
        void *address = dlsym(library, symbols[i].name);
        if (address == NULL && i < count - OPTIONAL_COUNT) {
            return false;
        }
        memcpy(symbols[i].target, &address, sizeof address);
    }
    return true;
}

static void find_readline(LineInputCompleter *completer)
{
    static const char *const names[] = {"libreadline.so.8", "libreadline.so"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        if (library != NULL && find_symbols(library)) {
            readline_library.is_open = true;
            *readline_library.name = "neap";
            *readline_library.completer = completer;
            *readline_library.word_break_hook = find_word_breaks;
            *readline_library.restore_hook = restore_terminal;
            *readline_library.key_reader = read_key;
            if (readline_library.keeps_signal_handlers != NULL) {
                *readline_library.keeps_signal_handlers = 1; // while we wait: sizes, stops
            }
            // before .inputrc is read, which may say otherwise
            readline_library.set_option("enable-bracketed-paste", "on");
            return;
        }
        if (library != NULL) {
            dlclose(library);
        }
    }
}

// ---- history

static void make_folders(const char *path)
{
    char part[PATH_BYTES];
    snprintf(part, sizeof part, "%s", path);
    for (char *slash = strchr(part + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(part, 0700);
        *slash = '/';
    }
}

// NEAP_HISTORY names the file (empty: none); else it lies in the XDG folder for state.
static void find_history_path(void)
{
    const char *chosen = getenv("NEAP_HISTORY");
    const char *state = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");
    int length = 0;
    if (chosen != NULL) {
        length = snprintf(history_path, sizeof history_path, "%s", chosen);
    } else if (state != NULL && state[0] == '/') {
        length = snprintf(history_path, sizeof history_path, "%s/neap/history", state);
    } else if (home != NULL) {
        length = snprintf(history_path, sizeof history_path, "%s/.local/state/neap/history", home);
    }
    if (length >= PATH_BYTES) {
        history_path[0] = '\0';
    }
}

static void decode(char *text)
{
    char *out = text;
    for (const char *in = text; *in != '\0' && *in != '\n'; in++) {
        if (*in == '\\' && (in[1] == 'n' || in[1] == '\\')) {
            in++;
            *out++ = *in == 'n' ? '\n' : '\\';
        } else {
            *out++ = *in;
        }
    }
    *out = '\0';
}

static void write_encoded(FILE *file, const char *entry)
{
    for (; *entry != '\0'; entry++) {
        if (*entry == '\n') {
            fputs("\\n", file);
        } else if (*entry == '\\') {
            fputs("\\\\", file);
        } else {
            putc(*entry, file);
        }
    }
    putc('\n', file);
}

static void keep_last(const char *entry)
{
    free(last_entry);
    last_entry = strdup(entry);
}

// Opens a file to write to, which only the user can read if it is new. (Others keep their modes:
// the file may be /dev/null.)
static FILE *open_private(const char *path, int flags)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600);
    return descriptor >= 0 ? fdopen(descriptor, "a") : NULL;
}

// Writes the entries anew when there are too many; the rename keeps the file whole.
static void shorten_history(char **entries, size_t count)
{
    char path[PATH_BYTES + 8];
    snprintf(path, sizeof path, "%s.new", history_path);
    FILE *file = open_private(path, O_TRUNC);
    if (file == NULL) {
        return;
    }
    for (size_t i = count - HISTORY_MAX; i < count; i++) {
        write_encoded(file, entries[i]);
    }
    if (fclose(file) != 0 || rename(path, history_path) != 0) {
        remove(path);
    }
}

static void add_entries(char **entries, size_t count)
{
    if (count > HISTORY_MAX) {
        shorten_history(entries, count);
    }
    for (size_t i = 0; i < count; i++) {
        if (i + HISTORY_MAX >= count) {
            readline_library.add_history(entries[i]);
        }
        if (i + 1 == count) {
            keep_last(entries[i]);
        }
        free(entries[i]);
    }
}

static void load_history(void)
{
    FILE *file = history_path[0] != '\0' ? fopen(history_path, "r") : NULL;
    if (file == NULL) {
        return;
    }
    char **entries = NULL;
    size_t count = 0;
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, file) > 0) {
        char **grown = realloc(entries, (count + 1) * sizeof *entries);
        if (grown == NULL) {
            break;
        }
        entries = grown;
        decode(line);
        entries[count] = strdup(line);
        count += entries[count] != NULL;
    }
    free(line);
    fclose(file);
    add_entries(entries, count);
    free(entries);
}

void line_input_remember(const char *entry)
{
    bool is_blank = entry[strspn(entry, " \t\n")] == '\0';
    if (!readline_library.is_open || is_blank ||
        (last_entry != NULL && strcmp(last_entry, entry) == 0)) {
        return;
    }
    keep_last(entry);
    readline_library.add_history(entry);
    if (history_path[0] == '\0') {
        return;
    }
    make_folders(history_path);
    FILE *file = open_private(history_path, O_APPEND);
    if (file != NULL) {
        write_encoded(file, entry);
        fclose(file);
    }
}

// ---- reading

bool line_input_is_terminal(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static void on_continue(int signal_number)
{
    (void)signal_number;
    continued = 1;
}

// Without SA_RESTART, so that the waiting ends.
static void catch_continue(void)
{
    struct sigaction action = {.sa_handler = on_continue};
    sigemptyset(&action.sa_mask);
    sigaction(SIGCONT, &action, NULL);
}

void line_input_begin(LineInputCompleter *completer, LineInputWordBreaks *breaks)
{
    if (!isatty(STDIN_FILENO) || !terminal_is_rich(STDOUT_FILENO)) {
        return;
    }
    word_breaks = breaks;
    find_readline(completer);
    if (readline_library.is_open) {
        catch_continue();
        find_history_path();
        load_history();
    }
}

void line_input_interrupt(void)
{
    interrupted = 1;
}

const char *line_input_text(void)
{
    return *readline_library.buffer;
}

void line_input_allow_files(bool allow)
{
    *readline_library.completion_over = !allow;
    *readline_library.append_character = '\0';
}

// Called by readline with a finished line, or NULL at the end of input.
static void take_line(char *line)
{
    finished_line = line;
    line_is_finished = true;
    readline_library.remove();
}

// Leaves the line being edited, below its last line.
static void give_up_line(void)
{
    if (!line_is_finished) {
        *readline_library.point = (int)strlen(*readline_library.buffer);
        readline_library.redisplay();
        readline_library.free_line_state();
        readline_library.remove();
    }
    fputs("\n", stdout);
    fflush(stdout);
}

static enum LineEnd read_edited(const char *prompt, char **line)
{
    sigset_t interrupts;
    sigemptyset(&interrupts);
    sigaddset(&interrupts, SIGINT);
    sigprocmask(SIG_BLOCK, &interrupts, &waiting_mask);
    line_is_finished = false;
    continued = 0;
    readline_library.install(prompt, take_line);
    while (!line_is_finished && !interrupted) {
        if (wait_for_input()) {
            readline_library.read_char();
        }
        readline_library.check_signals();
        if (continued) {
            continued = 0;
            readline_library.redraw();
        }
    }
    sigprocmask(SIG_SETMASK, &waiting_mask, NULL);
    if (interrupted && (!line_is_finished || finished_line == NULL)) {
        give_up_line();
        return LINE_INTERRUPTED;
    }
    *line = finished_line;
    return finished_line != NULL ? LINE_READ : LINE_END_OF_INPUT;
}

static enum LineEnd read_plain(const char *prompt, char **line)
{
    size_t size = 0;
    *line = NULL;
    fputs(prompt, stdout);
    fflush(stdout);
    ssize_t length = getline(line, &size, stdin);
    if (length < 0 || interrupted) {
        free(*line);
        *line = NULL;
        if (interrupted) {
            clearerr(stdin);
            fputs("\n", stdout);
            return LINE_INTERRUPTED;
        }
        return LINE_END_OF_INPUT;
    }
    if (length > 0 && (*line)[length - 1] == '\n') {
        (*line)[length - 1] = '\0';
    }
    if (!isatty(STDIN_FILENO)) {
        puts(*line); // a terminal shows what is typed; with a file the output reads the same
        fflush(stdout);
    }
    return LINE_READ;
}

enum LineEnd line_input_read(const char *prompt, char **line)
{
    interrupted = 0;
    terminal_end_line();
    return readline_library.is_open ? read_edited(prompt, line) : read_plain(prompt, line);
}
