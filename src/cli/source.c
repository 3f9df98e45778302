// SPDX-License-Identifier: MIT
// source.c: see source.h.

#include "src/cli/source.h"

#include <stdlib.h>
#include <string.h>

#include "lua.h"

char *source_read(FILE *file, size_t *length)
{
    size_t capacity = 8192;
    char *text = malloc(capacity);
    *length = 0;
    while (text != NULL) {
        *length += fread(text + *length, 1, capacity - *length, file);
        if (*length < capacity) {
            break;
        }
        capacity *= 2;
        char *grown = realloc(text, capacity);
        if (grown == NULL) {
            free(text);
        }
        text = grown;
    }
    if (text != NULL && ferror(file)) {
        free(text);
        return NULL;
    }
    if (text != NULL) {
        text[*length] = '\0';
    }
    return text;
}

const char *source_begin(const char *text)
{
    if (strncmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
    }
    if (*text == '#') {
        text += strcspn(text, "\n");
        if (text[0] == '\n' && text[1] == LUA_SIGNATURE[0]) {
            text++;
        }
    }
    return text;
}
