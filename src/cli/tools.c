// SPDX-License-Identifier: MIT
// tools.c: the long options of the program; see tools.h.
//
// A script that waits inside of a C function (for input, for another program) does not notice that
// its time is up; so a signal a little later ends the program.

#include "src/cli/tools.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "neap.h"
#include "src/cli/profile.h"

#define STATUS_TIMEOUT 124
#define STATUS_MEMORY 122
#define GRACE_SECONDS 0.25 // from the deadline to the signal
#define SECONDS_MAX 1e8

enum { MODE_CHECK = 1, MODE_DIS, MODE_HELP };
static const char timeout_option[] = "--timeout=";
static const char memory_option[] = "--max-memory=";
static const char modes[][8] = {"--check", "--dis", "--help"};

static struct {
    double seconds;     // 0: no limit
    size_t max_memory;  // 0: no limit
    size_t mode;        // index in [modes] + 1; 0: none of them
    int profile;        // --profile
    const char *folded; // or NULL
} wanted;

static const char *timed_name;

// ---- options

// The text behind "name=", or NULL.
static const char *value_of(const char *option, const char *name)
{
    size_t length = strlen(name);
    return strncmp(option, name, length) == 0 ? option + length : NULL;
}

static int read_seconds(const char *text)
{
    char *end;
    wanted.seconds = strtod(text, &end);
    return end != text && *end == '\0' && wanted.seconds > 0 && wanted.seconds <= SECONDS_MAX;
}

static int read_size(const char *text)
{
    char *end;
    double size = strtod(text, &end);
    const char *units = "KMG";
    const char *unit = *end != '\0' ? strchr(units, *end) : NULL;
    if (unit != NULL) {
        size = ldexp(size, 10 * (int)(unit - units + 1));
        end++;
    }
    if (end == text || *end != '\0' || !(size >= 1 && size < 1e18)) {
        return 0;
    }
    wanted.max_memory = (size_t)size;
    return 1;
}

int tools_takes_value(const char *option)
{
    return value_of(option, timeout_option) != NULL || value_of(option, memory_option) != NULL;
}

int tools_read_option(const char *option)
{
    const char *value;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (strcmp(option, modes[i]) == 0) {
            wanted.mode = i + 1;
            return 1;
        }
    }
    if ((value = value_of(option, "--profile")) != NULL && (*value == '\0' || *value == '=')) {
        wanted.profile = 1;
        wanted.folded = *value == '=' ? value + 1 : NULL;
        return 1;
    }
    if ((value = value_of(option, timeout_option)) != NULL) {
        return read_seconds(value);
    }
    if ((value = value_of(option, memory_option)) != NULL) {
        return read_size(value);
    }
    return 0;
}

int tools_wants_check(void)
{
    return wanted.mode == MODE_CHECK;
}

int tools_wants_help(void)
{
    return wanted.mode == MODE_HELP;
}

// ---- limits

static void write_error(const char *text)
{
    if (write(STDERR_FILENO, text, strlen(text)) < 0) {
        _exit(STATUS_TIMEOUT); // nothing to be done about it: the program ends with that status
                               // anyway
    }
}

static void on_timer(int signal_number)
{
    (void)signal_number;
    write_error(timed_name);
    write_error(": stopped: time limit exceeded\n");
    _exit(STATUS_TIMEOUT);
}

static void start_timer(double seconds)
{
    double whole = floor(seconds);
    struct itimerval timer = {
        .it_value = {.tv_sec = (time_t)whole, .tv_usec = (suseconds_t)((seconds - whole) * 1e6)},
    };
    struct sigaction action = {.sa_handler = on_timer, .sa_flags = SA_RESTART};
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
}

void tools_begin(lua_State *L, const char *program_name)
{
    neap_setmemorylimit(L, wanted.max_memory);
    if (wanted.profile) {
        profile_begin(L, wanted.folded);
    }
    if (wanted.seconds > 0) {
        timed_name = program_name;
        neap_setdeadline(L, wanted.seconds, NEAP_WALL_TIME);
        start_timer(wanted.seconds + GRACE_SECONDS);
    }
}

int tools_stop_status(lua_State *L)
{
    struct itimerval off = {.it_value = {0}};
    setitimer(ITIMER_REAL, &off, NULL);
    int reason = neap_stopreason(L);
    if (reason == NEAP_MEMORY_LIMIT) {
        return STATUS_MEMORY;
    }
    return reason == NEAP_TIME_LIMIT ? STATUS_TIMEOUT : 0;
}

// ---- listings

int tools_wants_listing(void)
{
    return wanted.mode == MODE_DIS;
}

static void write_text(void *data, const char *text, size_t length)
{
    fwrite(text, 1, length, data);
}

int tools_print_listing(lua_State *L)
{
    neap_disassemble(L, write_text, stdout);
    fflush(stdout);
    lua_pop(L, 1);
    return LUA_OK;
}
