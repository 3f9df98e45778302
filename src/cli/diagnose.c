// SPDX-License-Identifier: MIT
// diagnose.c: places and hints for errors; see diagnose.h.
//
// Messages and tracebacks stay as they are in 5.4, because programs read them; everything here
// stands below. A run-time error is looked at while its stack is still there (in the message
// handler) and shown later, so what is found is kept as text.

#include "src/cli/diagnose.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lauxlib.h"
#include "neap.h"

#define LINE_MAX_BYTES 200
#define NAME_MAX_BYTES 40

static struct {
    char source[LINE_MAX_BYTES]; // the line; empty: unknown
    int line;
    int column; // 0: unknown
    char hint[160];
} found;

void diagnose_forget(void)
{
    found.source[0] = found.hint[0] = '\0';
}

// ---- source lines

static void keep_line(const char *text, size_t length, int line, int column)
{
    if (length >= LINE_MAX_BYTES) { // not worth a screen
        return;
    }
    memcpy(found.source, text, length);
    found.source[length] = '\0';
    found.line = line;
    found.column = column <= (int)length + 1 ? column : 0;
}

static void find_line_in_text(const char *text, int line, int column)
{
    for (int i = 1; i < line && text != NULL; i++) {
        text = strchr(text, '\n');
        text = text != NULL ? text + 1 : NULL;
    }
    if (text != NULL) {
        keep_line(text, strcspn(text, "\r\n"), line, column);
    }
}

static void find_line_in_file(const char *name, int line, int column)
{
    FILE *file = fopen(name, "rb");
    if (file == NULL) {
        return;
    }
    char *text = NULL;
    size_t capacity = 0;
    for (int i = 0; i < line; i++) {
        if (getline(&text, &capacity, file) < 0) {
            line = 0;
        }
    }
    if (line > 0) {
        keep_line(text, strcspn(text, "\r\n"), line, column);
    }
    free(text);
    fclose(file);
}

// [source] as in a lua_Debug.
static void find_line(const char *source, int line, int column)
{
    if (*source == '@') {
        find_line_in_file(source + 1, line, column);
    } else if (*source != '=') {
        find_line_in_text(source, line, column);
    }
}

// ---- did you mean

// Number of letters to change, add, remove or swap, at most [most] + 1.
static size_t distance(const char *a, const char *b, size_t most)
{
    size_t n = strlen(a);
    size_t m = strlen(b);
    if (n >= NAME_MAX_BYTES || m >= NAME_MAX_BYTES || n > m + most || m > n + most) {
        return most + 1;
    }
    size_t cost[NAME_MAX_BYTES + 1][NAME_MAX_BYTES + 1];
    for (size_t i = 0; i <= n; i++) {
        for (size_t j = 0; j <= m; j++) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            size_t best = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            size_t other = (cost[i - 1][j] < cost[i][j - 1] ? cost[i - 1][j] : cost[i][j - 1]) + 1;
            best = best < other ? best : other;
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && cost[i - 2][j - 2] + 1 < best) {
                best = cost[i - 2][j - 2] + 1;
            }
            cost[i][j] = best;
        }
    }
    return cost[n][m];
}

// The key of the table on top that is nearest to [name], into [best]; false if none is near. Runs
// no metamethods.
static bool find_similar_key(lua_State *L, const char *name, char *best)
{
    size_t nearest = strlen(name) > 4 ? 3 : 2; // two changes are near for longer names
    bool is_found = false;
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        lua_pop(L, 1);
        if (lua_type(L, -1) == LUA_TSTRING) {
            const char *key = lua_tostring(L, -1);
            size_t changes = distance(name, key, nearest - 1);
            if (changes > 0 && changes < nearest) {
                nearest = changes;
                strcpy(best, key); // shorter than NAME_MAX_BYTES, or it would not be near
                is_found = true;
            }
        }
    }
    return is_found;
}

// Pushes the library whose name stands in front of ".name" or ":name" in the line; else nothing.
static bool push_library(lua_State *L, const char *name)
{
    char pattern[NAME_MAX_BYTES + 2];
    snprintf(pattern, sizeof pattern, ".%s", name);
    const char *end = strstr(found.source, pattern);
    if (end == NULL) {
        return false;
    }
    const char *start = end;
    while (start > found.source && strchr("abcdefghijklmnopqrstuvwxyz0123456789_", start[-1])) {
        start--;
    }
    lua_pushglobaltable(L);
    lua_pushlstring(L, start, (size_t)(end - start));
    lua_rawget(L, -2);
    lua_remove(L, -2);
    if (lua_istable(L, -1)) {
        return true;
    }
    lua_pop(L, 1);
    return false;
}

// Pushes the table in which "(kind 'name')" should have been found.
static bool push_candidates(lua_State *L, const char *kind, const char *name)
{
    if (strcmp(kind, "global") == 0) {
        lua_pushglobaltable(L);
        return true;
    }
    if (strcmp(kind, "method") == 0) {
        lua_pushglobaltable(L);
        lua_pushliteral(L, "string");
        lua_rawget(L, -2);
        lua_remove(L, -2);
        if (lua_istable(L, -1)) {
            return true;
        }
        lua_pop(L, 1);
        return false;
    }
    return strcmp(kind, "field") == 0 && push_library(L, name);
}

// For messages that end in "nil value (kind 'name')".
static void suggest_name(lua_State *L, const char *message)
{
    char kind[12];
    char name[NAME_MAX_BYTES];
    char best[NAME_MAX_BYTES];
    const char *at = strstr(message, "a nil value (");
    if (at == NULL || sscanf(at, "a nil value (%11s '%39[^']')", kind, name) != 2) {
        return;
    }
    if (strcmp(kind, "global") == 0 && (!strcmp(name, "null") || !strcmp(name, "None"))) {
        snprintf(found.hint, sizeof found.hint, "'%s' is a variable like any other: write nil",
                 name);
        return;
    }
    if (lua_checkstack(L, 6) && push_candidates(L, kind, name)) {
        if (find_similar_key(L, name, best)) {
            snprintf(found.hint, sizeof found.hint, "did you mean '%s'?", best);
        }
        lua_pop(L, 1);
    }
}

// ---- run-time errors

// True if [message] begins with the position of the activation.
static bool is_place_of(const char *message, const lua_Debug *ar)
{
    char position[LUA_IDSIZE + 16];
    snprintf(position, sizeof position, "%s:%d:", ar->short_src, ar->currentline);
    return strncmp(message, position, strlen(position)) == 0;
}

void diagnose_error(lua_State *L, const char *message)
{
    lua_Debug ar;
    diagnose_forget();
    for (int level = 1; level < 20 && lua_getstack(L, level, &ar); level++) {
        int line;
        int column;
        lua_getinfo(L, "Sl", &ar);
        if (is_place_of(message, &ar) && neap_position(L, &ar, &line, &column)) {
            find_line(ar.source, line, column);
            break;
        }
    }
    suggest_name(L, message);
}

// ---- syntax errors

typedef struct Habit {
    const char *text; // as written at the place of the error
    const char *hint;
} Habit;

static const Habit habits[] = {
    {"!=", "'not equal' is written ~="},       {"!", "'not' is written as a word"},
    {"&&", "'and' is written as a word"},      {"||", "'or' is written as a word"},
    {"++", "there is no ++: write x = x + 1"}, {"+=", "there is no +=: write x = x + y"},
    {"-=", "there is no -=: write x = x - y"}, {"*=", "there is no *=: write x = x * y"},
    {"/=", "there is no /=: write x = x / y"},
};

static const char *hint_of_habit(const char *at)
{
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        const char *text = habits[i].text;
        if (strncmp(at, text, strlen(text)) == 0) {
            return habits[i].hint;
        }
        // the second character may be what the compiler stumbled upon
        if (text[1] != '\0' && at > found.source && strncmp(at - 1, text, strlen(text)) == 0) {
            return habits[i].hint;
        }
    }
    return NULL;
}

static const char *hint_of_message(const char *message)
{
    if (strstr(message, "near '='") != NULL && strstr(message, "expected") != NULL) {
        return "a comparison is written ==";
    }
    if (strstr(message, "'}' expected") != NULL) {
        return "items of a table are separated by ',' or ';'";
    }
    return NULL;
}

void diagnose_syntax(lua_State *L, const char *message, const char *text)
{
    int line;
    int column;
    diagnose_forget();
    if (message == NULL || !neap_syntaxposition(L, &line, &column)) {
        return;
    }
    char *file = text == NULL ? strdup(message) : NULL;
    if (file != NULL) { // "file:line: ..."
        char number[16];
        snprintf(number, sizeof number, ":%d:", line);
        char *end = strstr(file, number);
        if (end != NULL) {
            *end = '\0';
            find_line_in_file(file, line, column);
        }
        free(file);
    } else if (text != NULL) {
        find_line_in_text(text, line, column);
    }
    const char *hint = NULL;
    if (found.source[0] != '\0' && found.column > 0) {
        hint = hint_of_habit(found.source + found.column - 1);
    }
    hint = hint != NULL ? hint : hint_of_message(message);
    if (hint != NULL) {
        snprintf(found.hint, sizeof found.hint, "%s", hint);
    }
}

// ---- output

static bool is_colourful(void)
{
    const char *none = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) && (none == NULL || *none == '\0') && terminal != NULL &&
           strcmp(terminal, "dumb") != 0;
}

static void print_place(const char *mark, const char *plain)
{
    fprintf(stderr, "%6d | %s\n", found.line, found.source);
    if (found.column > 0) {
        fputs("       | ", stderr);
        for (int i = 0; i < found.column - 1; i++) { // tabs stay tabs, so that columns agree
            fputc(found.source[i] == '\t' ? '\t' : ' ', stderr);
        }
        fprintf(stderr, "%s^%s\n", mark, plain);
    }
}

void diagnose_print(void)
{
    bool colour = is_colourful();
    const char *mark = colour ? "\x1b[1;31m" : "";
    const char *plain = colour ? "\x1b[0m" : "";
    if (found.source[0] != '\0') {
        print_place(mark, plain);
    }
    if (found.hint[0] != '\0') {
        fprintf(stderr, "hint: %s\n", found.hint);
    }
    fflush(stderr);
    diagnose_forget();
}
