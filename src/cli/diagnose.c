// SPDX-License-Identifier: MIT
// diagnose.c: places, operands and hints for errors; see diagnose.h.
//
// Messages and tracebacks stay as they are in 5.4, because programs read them; everything here
// stands below. A run-time error is looked at while its stack is still there (in the message
// handler) and shown later, so what is found is kept as text. Nothing here runs code of the
// program.

#include "src/cli/diagnose.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lauxlib.h"
#include "neap.h"
#include "src/cli/habit.h"
#include "src/cli/names.h"
#include "src/cli/suggest.h"
#include "src/cli/terminal.h"

#define LINE_BYTES 120 // shown of a line
#define TEXTS_MAX 64   // sources that are remembered
#define LEVELS_MAX 20  // calls that are looked at
#define TEXTS_KEY "neap.texts"
#define VALUE_BYTES 80

static struct {
    char source[LINE_BYTES]; // the line; empty: unknown
    int line;
    int column; // in [source]; 0: unknown
    int width;  // of what is marked
    char note[2 * VALUE_BYTES + 32];
    char hint[128];
} found;

void diagnose_forget(void)
{
    memset(&found, 0, sizeof found);
}

const char *diagnose_hint(void)
{
    return found.hint;
}

// ---- source lines

// Of long lines the part around the column is kept.
static void keep_line(const char *text, int line, int column)
{
    const int room = LINE_BYTES - 1;
    int length = (int)strcspn(text, "\r\n");
    int skipped = column > room * 3 / 4 ? column - room * 3 / 4 : 0;
    skipped = skipped < length ? skipped : 0;
    snprintf(found.source, sizeof found.source, "%.*s", length - skipped, text + skipped);
    found.line = line;
    found.column = column - skipped <= (int)strlen(found.source) + 1 ? column - skipped : 0;
    found.width = 1;
}

static void find_line_in_text(const char *text, int line, int column)
{
    for (int i = 1; i < line && text != NULL; i++) {
        text = strchr(text, '\n');
        text = text != NULL ? text + 1 : NULL;
    }
    if (text != NULL) {
        keep_line(text, line, column);
    }
}

// Pipes and terminals are not asked: they would wait for more.
static void find_line_in_file(const char *name, int line, int column)
{
    struct stat status;
    bool is_file = stat(name, &status) == 0 && S_ISREG(status.st_mode);
    FILE *file = is_file ? fopen(name, "rb") : NULL;
    char *text = NULL;
    size_t capacity = 0;
    int at = 0;
    while (file != NULL && at < line && getline(&text, &capacity, file) >= 0) {
        at++;
    }
    if (at == line) {
        keep_line(text, line, column);
    }
    free(text);
    if (file != NULL) {
        fclose(file);
    }
}

// Sources are remembered in a table of the registry: a function, its text and the bytes to be
// skipped for each, in turn; how many there were at 0.

void diagnose_keep(lua_State *L, const char *text, int skipped)
{
    luaL_checkstack(L, 5, NULL);
    luaL_getsubtable(L, LUA_REGISTRYINDEX, TEXTS_KEY);
    lua_rawgeti(L, -1, 0);
    lua_Integer count = lua_tointeger(L, -1);
    lua_Integer at = count % TEXTS_MAX * 3;
    lua_pushvalue(L, -3);
    lua_rawseti(L, -3, at + 1);
    lua_pushstring(L, text);
    lua_rawseti(L, -3, at + 2);
    lua_pushinteger(L, skipped);
    lua_rawseti(L, -3, at + 3);
    lua_pushinteger(L, count + 1);
    lua_rawseti(L, -3, 0);
    lua_pop(L, 2);
}

// The function is on top.
static void find_line_in_texts(lua_State *L, int line, int column)
{
    int top = lua_gettop(L);
    if (lua_getfield(L, LUA_REGISTRYINDEX, TEXTS_KEY) != LUA_TTABLE) {
        lua_settop(L, top);
        return;
    }
    for (int at = 1; lua_rawgeti(L, top + 1, at) != LUA_TNIL; at += 3) {
        if (neap_encloses(L, -1, top)) {
            lua_rawgeti(L, top + 1, at + 1);
            lua_rawgeti(L, top + 1, at + 2);
            int skipped = line == 1 ? (int)lua_tointeger(L, -1) : 0;
            find_line_in_text(lua_tostring(L, -2) + lua_tointeger(L, -1), line,
                              column > skipped ? column - skipped : 0);
            break;
        }
        lua_pop(L, 1);
    }
    lua_settop(L, top);
}

static void find_line(lua_State *L, lua_Debug *ar)
{
    int line;
    int column;
    if (!neap_position(L, ar, &line, &column)) {
        return;
    }
    if (*ar->source == '@') {
        find_line_in_file(ar->source + 1, line, column);
    } else if (*ar->source != '=') {
        find_line_in_text(ar->source, line, column);
    } else {
        lua_getinfo(L, "f", ar);
        find_line_in_texts(L, line, column);
        lua_pop(L, 1);
    }
}

// True if [name] stands at the offset, and not as a part of a longer name.
static bool is_name_at(const char *name, int length, int offset)
{
    const char *at = found.source + offset;
    return strncmp(at, name, (size_t)length) == 0 && !names_is_name(at, (size_t)length + 1) &&
           !(offset > 0 && names_is_name(at - 1, 2));
}

// Moves the mark to the name in the line that is nearest to the place: operators stand beside it,
// calls behind it.
static void mark_name(const char *name)
{
    int length = (int)strlen(name);
    int place = found.column - 1;
    int best = found.column > 0 ? LINE_BYTES : 0;
    for (int i = 0; found.source[i] != '\0' && names_is_name(name, (size_t)length); i++) {
        int away = i > place ? i - place : i + length < place ? place - i - length : 0;
        if (away < best && is_name_at(name, length, i)) {
            best = away;
            found.column = i + 1;
            found.width = length;
        }
    }
}

// ---- operands

// Writes what the value at [index] is: its variable, or itself.
static void describe(lua_State *L, int index, const char *kind, const char *name, char *out)
{
    char value[VALUE_BYTES / 2];
    int type = lua_type(L, index);
    if (type == LUA_TSTRING) {
        size_t length;
        const char *text = lua_tolstring(L, index, &length);
        const int shown = 20;
        snprintf(value, sizeof value, "\"%.*s%s\"", shown, text, length > shown ? "..." : "");
    } else if (type == LUA_TNUMBER) {
        lua_pushvalue(L, index); // converting changes a copy
        snprintf(value, sizeof value, "%s", lua_tostring(L, -1));
        lua_pop(L, 1);
    } else if (type == LUA_TBOOLEAN) {
        snprintf(value, sizeof value, "%s", lua_toboolean(L, index) ? "true" : "false");
    } else {
        const char *article = type == LUA_TNIL || kind != NULL ? "" : "a ";
        snprintf(value, sizeof value, "%s%s", article, lua_typename(L, type));
    }
    if (kind == NULL || strcmp(kind, "constant") == 0) {
        snprintf(out, VALUE_BYTES, "%s", value);
    } else {
        snprintf(out, VALUE_BYTES, "%s '%.24s' (%s)", kind, name, value);
    }
}

// Describes operand [n] of an operator. *can_join: it is a string or number.
static bool describe_operand(lua_State *L, const lua_Debug *ar, int n, char *out, bool *can_join)
{
    const char *kind;
    const char *name;
    int result = neap_operand(L, ar, n, &kind, &name);
    if (result == 0) {
        return false;
    }
    if (result == 1) {
        describe(L, lua_gettop(L) - 1, kind, name, out);
    } else {
        snprintf(out, VALUE_BYTES, kind != NULL ? "%s '%.24s'" : "a value", kind, name);
    }
    *can_join = lua_isstring(L, -2);
    lua_pop(L, 2);
    return true;
}

// Both operands of a pair, or the two of a concatenation that do not go together: of the last
// that is no text and what follows it, or stands in front.
static void note_operands(lua_State *L, const lua_Debug *ar, bool is_pair)
{
    char text[3][VALUE_BYTES]; // of the last three
    char pair[2][VALUE_BYTES] = {"", ""};
    bool can_join = true;
    int n = 0;
    bool was_joinable = true;
    while (describe_operand(L, ar, n + 1, text[n % 3], &can_join)) {
        n++;
        if (n > 1 && (is_pair || !can_join || !was_joinable)) {
            memcpy(pair[0], text[(n - 2) % 3], VALUE_BYTES);
            memcpy(pair[1], text[(n - 1) % 3], VALUE_BYTES);
        }
        was_joinable = can_join;
    }
    if (n < 2 || pair[0][0] == '\0') {
        return;
    }
    const char *sign = found.column > 0 ? found.source + found.column - 1 : "";
    int swap = is_pair && sign[0] == '>' && sign[1] != '>'; // a > b is b < a
    snprintf(found.note, sizeof found.note, "left is %s, right is %s", pair[swap], pair[!swap]);
}

// ---- names

// A hint for a value that is nil and should be something.
static void suggest_name(lua_State *L, const lua_Debug *ar, const char *kind, const char *name)
{
    static const char nothing[] = " null None NULL undefined nullptr ";
    const char *operand_kind;
    const char *operand_name;
    const char *is_nothing = strcmp(kind, "global") == 0 ? strstr(nothing, name) : NULL;
    if (is_nothing != NULL && is_nothing[-1] == ' ' && is_nothing[strlen(name)] == ' ') {
        snprintf(found.hint, sizeof found.hint, "'%s' is a variable like any other: write nil",
                 name);
        return;
    }
    if (strcmp(kind, "local") == 0 && strcmp(name, "self") == 0) {
        snprintf(found.hint, sizeof found.hint, "a method is called with ':'");
        return;
    }
    Suggestion s;
    suggest_begin(&s, name);
    if (strcmp(kind, "global") == 0) {
        suggest_try_variables(&s, L, ar);
    }
    for (int n = 1; neap_operand(L, ar, n, &operand_kind, &operand_name); n++) {
        if (operand_kind != NULL && strcmp(operand_kind, kind) == 0 &&
            strcmp(operand_name, name) == 0) {
            suggest_try_fields(&s, L);
        }
        lua_pop(L, 2);
    }
    if (s.best[0] != '\0') {
        snprintf(found.hint, sizeof found.hint, "did you mean '%s'?", s.best);
    }
}

// The same for the operands of a comparison, which the message does not name.
static void suggest_operands(lua_State *L, const lua_Debug *ar)
{
    const char *kind;
    const char *name;
    for (int n = 1; found.hint[0] == '\0' && neap_operand(L, ar, n, &kind, &name); n++) {
        bool is_wrong = kind != NULL && lua_isnil(L, -2);
        lua_pop(L, 2);
        if (is_wrong) {
            suggest_name(L, ar, kind, name);
        }
    }
}

// [text]: the message without its position.
static void explain(lua_State *L, const lua_Debug *ar, const char *text)
{
    char kind[12];
    char name[SUGGEST_NAME_BYTES];
    const char *value = strstr(text, " value (");
    bool has_name = value != NULL && sscanf(value, " value (%11s '%39[^']')", kind, name) == 2;
    bool is_comparison = strncmp(text, "compare ", 8) == 0;
    bool is_arithmetic = strstr(text, "' with a '") != NULL; // with a string
    if (is_comparison || is_arithmetic || strncmp(text, "concatenate ", 12) == 0) {
        note_operands(L, ar, is_comparison || is_arithmetic);
    }
    if (has_name && strncmp(value - 3, "nil", 3) == 0) {
        suggest_name(L, ar, kind, name);
    } else if (is_comparison) {
        suggest_operands(L, ar);
    } else {
        const char *hint = habit_of_operation(text);
        snprintf(found.hint, sizeof found.hint, "%s", hint != NULL ? hint : "");
    }
    if (has_name) {
        mark_name(name);
    }
}

// ---- run-time errors

// What stands behind the position of the activation in [message]; NULL if that is not its
// beginning.
static const char *text_behind(const char *message, const lua_Debug *ar)
{
    char position[LUA_IDSIZE + 16];
    int length = snprintf(position, sizeof position, "%s:%d: ", ar->short_src, ar->currentline);
    return strncmp(message, position, (size_t)length) == 0 ? message + length : NULL;
}

// An error of 'load' that a program passed on: shows the text that did not compile.
static bool find_syntax_error(lua_State *L, const char *message)
{
    neap_SyntaxError error;
    char number[16];
    const char *near = strstr(message, " near ");
    if (near == NULL || !neap_syntaxerror(L, &error)) {
        return false;
    }
    snprintf(number, sizeof number, ":%d: ", error.line);
    const char *at = strstr(message, number);
    near += strlen(" near ");
    char token = *near == '\'' ? near[1] : '\0'; // else <eof>
    if (at == NULL || at > near || error.column == 0 || error.text[error.column - 1] != token) {
        return false;
    }
    diagnose_syntax(L, message);
    return true;
}

// [text]: the message without the position of the activation.
static void explain_activation(lua_State *L, lua_Debug *ar, const char *text)
{
    char name[SUGGEST_NAME_BYTES];
    find_line(L, ar);
    if (strncmp(text, "attempt to ", 11) == 0 && lua_checkstack(L, 4)) {
        explain(L, ar, text + 11);
    } else if (sscanf(text, "bad argument #%*d to '%39[^']'", name) == 1) {
        mark_name(name);
    }
}

// Looks among the calls of [thread] from [level] on for the one whose position stands in front of
// [message], and returns the text behind it; NULL: there is none.
static const char *find_activation(lua_State *L, lua_State *thread, int level, const char *message,
                                   lua_Debug *ar)
{
    for (int end = level + LEVELS_MAX; level < end && lua_getstack(thread, level, ar); level++) {
        lua_getinfo(L, "Sl", ar);
        const char *text = text_behind(message, ar);
        if (text != NULL) {
            return text;
        }
    }
    return NULL;
}

// Behind the position at the beginning of the message; NULL: there is none.
static const char *next_position(const char *message)
{
    const char *colon = strchr(message, ':');
    while (colon != NULL && strspn(colon + 1, "0123456789") == 0) {
        colon = strchr(colon + 1, ':');
    }
    const char *end = colon != NULL ? colon + 1 + strspn(colon + 1, "0123456789") : NULL;
    return end != NULL && strncmp(end, ": ", 2) == 0 ? end + 2 : NULL;
}

void diagnose_error(lua_State *L, const char *message)
{
    lua_Debug ar;
    lua_Debug inner;
    diagnose_forget();
    if (find_syntax_error(L, message)) {
        return;
    }
    // On its way through coroutines a message gets further positions in front: the last one is that
    // of the error itself.
    lua_State *thread = neap_errorthread(L);
    const char *text = find_activation(L, L, 1, message, &ar);
    for (; thread != L && message != NULL; message = next_position(message)) {
        const char *found_text = find_activation(L, thread, 0, message, &inner);
        if (found_text != NULL) {
            text = found_text;
            ar = inner;
        }
    }
    if (text != NULL) {
        explain_activation(L, &ar, text);
    }
}

// ---- syntax errors

void diagnose_syntax(lua_State *L, const char *message)
{
    neap_SyntaxError error;
    diagnose_forget();
    if (message == NULL || !neap_syntaxerror(L, &error)) {
        return;
    }
    keep_line(error.text, error.line, error.column);
    habit_find(message, found.source, found.column, error.hint, found.hint, sizeof found.hint);
}

// ---- output

// Prints bytes of the source; control characters do nothing to the terminal.
static void print_source(const char *text)
{
    for (; *text != '\0'; text++) {
        bool is_plain = (unsigned char)*text >= ' ' || *text == '\t';
        putc(is_plain && *text != 0x7f ? *text : '?', stderr);
    }
}

static bool continues_letter(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80; // of UTF-8
}

static void print_place(const char *mark, const char *plain)
{
    fprintf(stderr, "%6d | ", found.line);
    print_source(found.source);
    putc('\n', stderr);
    if (found.column == 0) {
        return;
    }
    fputs("       | ", stderr);
    for (int i = 0; i < found.column - 1; i++) { // tabs stay tabs, so that columns agree
        if (!continues_letter(found.source[i])) {
            putc(found.source[i] == '\t' ? '\t' : ' ', stderr);
        }
    }
    fprintf(stderr, "%s^", mark);
    for (int i = 1; i < found.width; i++) {
        putc('~', stderr);
    }
    fprintf(stderr, "%s\n", plain);
}

void diagnose_print(void)
{
    bool colour = terminal_has_colour(STDERR_FILENO);
    const char *plain = colour ? "\x1b[0m" : "";
    const char *bold = colour ? "\x1b[1m" : "";
    if (found.source[0] != '\0') {
        print_place(colour ? "\x1b[1;31m" : "", plain);
    }
    if (found.note[0] != '\0') {
        fprintf(stderr, "%snote:%s ", bold, plain);
        print_source(found.note);
        putc('\n', stderr);
    }
    if (found.hint[0] != '\0') {
        fprintf(stderr, "%shint:%s %s\n", bold, plain, found.hint);
    }
    fflush(stderr);
    diagnose_forget();
}
