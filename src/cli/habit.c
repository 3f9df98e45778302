// SPDX-License-Identifier: MIT
// habit.c: see habit.h. Only where an error is: all of these texts may be right elsewhere.

#include "src/cli/habit.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "src/cli/names.h"
#include "src/cli/suggest.h"

// Pairs of a text and its hint, each ended by a zero.
static const char symbols[] = "!=\0'not equal' is written ~=\0"
                              "!\0'not' is written as a word\0"
                              "&&\0'and' is written as a word\0"
                              "||\0'or' is written as a word\0"
                              "++\0there is no ++: write x = x + 1\0"
                              "?\0a choice is written c and a or b\0"
                              "//\0a comment begins with --\0"
                              "/*\0a comment is written --[[ ]]\0"
                              "#\0a comment begins with --\0";

static const char words[] =
    "continue\0there is no continue: write goto continue, and ::continue:: at the end of the loop\0"
    "elif\0the word is elseif\0"
    "elsif\0the word is elseif\0"
    "var\0a variable is declared with local\0"
    "let\0a variable is declared with local\0"
    "const\0a constant is declared with local x <const> =\0"
    "def\0a function begins with function\0"
    "func\0a function begins with function\0"
    "import\0modules are loaded with require\0"
    "null\0nothing is written nil\0";

static const char *next_text(const char *text)
{
    return text + strlen(text) + 1;
}

static bool begins_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

// The second character may be what the compiler stumbled upon.
static const char *find_symbol(const char *source, const char *at)
{
    for (const char *text = symbols; *text != '\0'; text = next_text(next_text(text))) {
        if (begins_with(at, text) ||
            (text[1] != '\0' && at > source && begins_with(at - 1, text))) {
            return next_text(text);
        }
    }
    return NULL;
}

// x += 1 and the like.
static bool find_assignment(const char *at, char *hint, size_t size)
{
    int length = (int)strspn(at, "+-*/%^.&|<>~");
    if (length == 0 || length > 2 || at[length] != '=' || at[length + 1] == '=') {
        return false;
    }
    snprintf(hint, size, "there is no %.*s=: write x = x %.*s y", length, at, length, at);
    return true;
}

// [word] was read as an expression, where a statement should be.
static void find_word(const char *word, char *hint, size_t size)
{
    for (const char *text = words; *text != '\0'; text = next_text(next_text(text))) {
        if (strcmp(word, text) == 0) {
            snprintf(hint, size, "%s", next_text(text));
            return;
        }
    }
    Suggestion s;
    suggest_begin(&s, word);
    for (const char *at = names_keywords + 1; *at != '\0';) {
        char keyword[12];
        size_t length = strcspn(at, " ");
        snprintf(keyword, sizeof keyword, "%.*s", (int)length, at);
        suggest_try(&s, keyword);
        at += length + 1;
    }
    if (s.best[0] != '\0') {
        snprintf(hint, size, "did you mean '%s'?", s.best);
    } else {
        snprintf(hint, size, "a call needs parentheses, an assignment =");
    }
}

static const char *find_message(const char *message)
{
    if (strstr(message, "near '=='") != NULL) {
        return "an assignment is written =";
    }
    if (strstr(message, "expected near '='") != NULL) {
        return "a comparison is written ==";
    }
    if (strstr(message, "near <eof>") != NULL) {
        return NULL;
    }
    if (strstr(message, "'}' expected") != NULL) {
        return "items of a table are separated by ',' or ';'";
    }
    if (strstr(message, "')' expected near") != NULL) {
        return "arguments are separated by ','";
    }
    return NULL;
}

void habit_find(const char *message, const char *source, int column, const char *known, char *hint,
                size_t size)
{
    char word[SUGGEST_NAME_BYTES];
    const char *at = column > 0 ? source + column - 1 : "";
    hint[0] = '\0';
    if (find_assignment(at, hint, size)) {
        return;
    }
    const char *text = column > 0 ? find_symbol(source, at) : NULL;
    text = text != NULL ? text : find_message(message);
    if (text == NULL && sscanf(known, "no statement: %39s", word) == 1) {
        find_word(word, hint, size);
        return;
    }
    snprintf(hint, size, "%s", text != NULL ? text : known);
}

const char *habit_of_operation(const char *text)
{
    if (begins_with(text, "call a table value (for iterator")) {
        return "a table is traversed with pairs or ipairs";
    }
    if (begins_with(text, "add a ") && strstr(text, "'string'") != NULL) {
        return "strings are joined with ..";
    }
    return NULL;
}
