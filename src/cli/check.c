// SPDX-License-Identifier: MIT
// check.c: see check.h.

#include "src/cli/check.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lauxlib.h"
#include "neap.h"
#include "src/cli/diagnose.h"
#include "src/cli/source.h"
#include "src/cli/suggest.h"

typedef struct Check {
    lua_State *L;
    const char *name; // of the file, as shown
    enum CheckStatus status;
} Check;

static void report_warning(void *data, int line, int column, const char *message, const char *name)
{
    Check *check = data;
    printf("%s:%d:%d: warning: %s", check->name, line, column, message);
    if (strncmp(message, "undefined", 9) == 0) {
        Suggestion s;
        suggest_begin(&s, name);
        lua_pushglobaltable(check->L);
        suggest_try_fields(&s, check->L);
        lua_pop(check->L, 1);
        if (s.best[0] != '\0') {
            printf(" (did you mean '%s'?)", s.best);
        }
    }
    putchar('\n');
    check->status = CHECK_WARNINGS;
}

// The message is on top: "name:line: text", whose name may be shortened.
static void report_error(Check *check)
{
    neap_SyntaxError error = {.line = 1, .column = 1};
    lua_State *L = check->L;
    const char *message = luaL_tolstring(L, -1, NULL);
    char number[16];
    neap_syntaxerror(L, &error);
    snprintf(number, sizeof number, ":%d: ", error.line);
    const char *text = strstr(message, number);
    diagnose_syntax(L, message);
    printf("%s:%d:%d: error: %s", check->name, error.line, error.column,
           text != NULL ? text + strlen(number) : message);
    printf(*diagnose_hint() != '\0' ? " (%s)\n" : "\n", diagnose_hint());
    diagnose_forget();
    lua_pop(L, 2);
    check->status = CHECK_ERRORS;
}

// The compiler finds errors that the tree does not show; so the text is compiled as well.
static void check_text(Check *check, const char *text, size_t length)
{
    lua_State *L = check->L;
    const char *chunk_name = lua_pushfstring(L, "@%s", check->name);
    if (luaL_loadbufferx(L, text, length, chunk_name, "t") != LUA_OK) {
        report_error(check);
        lua_pop(L, 1);
        return;
    }
    lua_pop(L, 1);
    if (neap_check(L, text, length, chunk_name, report_warning, check) != LUA_OK) {
        report_error(check);
    }
    lua_pop(L, 1);
}

static enum CheckStatus check_file(lua_State *L, const char *name)
{
    Check check = {.L = L, .name = name};
    size_t length = 0;
    errno = 0;
    FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
    char *text = file != NULL ? source_read(file, &length) : NULL;
    if (file == stdin) {
        check.name = "stdin";
    }
    if (text == NULL) {
        printf("%s:1:1: error: cannot read: %s\n", check.name, strerror(errno));
        check.status = CHECK_ERRORS;
    } else {
        const char *begin = source_begin(text);
        check_text(&check, begin, length - (size_t)(begin - text));
    }
    free(text);
    if (file != NULL && file != stdin) {
        fclose(file);
    }
    return check.status;
}

enum CheckStatus check_files(lua_State *L, char **names)
{
    enum CheckStatus worst = CHECK_CLEAN;
    char *standard_input[] = {(char[]){"-"}, NULL};
    for (char **name = *names != NULL ? names : standard_input; *name != NULL; name++) {
        enum CheckStatus status = check_file(L, *name);
        worst = status > worst ? status : worst;
    }
    fflush(stdout);
    return worst;
}
