// SPDX-License-Identifier: MIT
// names.c: see names.h. Without <ctype.h>, whose letters depend on the locale.

#include "src/cli/names.h"

#include <stdio.h>
#include <string.h>

#define KEYWORD_MAX 8 // letters

const char names_keywords[] = " and break do else elseif end false for function goto if in local "
                              "nil not or repeat return then true until while ";

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool names_is_name(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (!is_letter(text[i]) && (i == 0 || text[i] < '0' || text[i] > '9')) {
            return false;
        }
    }
    char word[KEYWORD_MAX + 3];
    snprintf(word, sizeof word, " %.*s ", (int)(length <= KEYWORD_MAX ? length : 0), text);
    return length > KEYWORD_MAX || (length > 0 && strstr(names_keywords, word) == NULL);
}
