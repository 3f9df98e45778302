// SPDX-License-Identifier: MIT
// aux_load.c: the auxiliary library: chunks from memory and from files.

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "lauxlib.h"

// ---- memory

typedef struct Bytes {
    const char *bytes; // NULL: given out already
    size_t size;
} Bytes;

static const char *next_bytes(lua_State *L, void *data, size_t *size)
{
    (void)L;
    Bytes *source = data;
    const char *bytes = source->bytes;
    *size = source->size;
    source->bytes = NULL;
    source->size = 0;
    return bytes;
}

LUALIB_API int luaL_loadbufferx(lua_State *L, const char *buff, size_t sz, const char *name,
                                const char *mode)
{
    Bytes source = {buff, sz};
    return lua_load(L, next_bytes, &source, name, mode);
}

LUALIB_API int luaL_loadstring(lua_State *L, const char *s)
{
    return luaL_loadbufferx(L, s, strlen(s), s, NULL);
}

// ---- files

typedef struct FileSource {
    FILE *file;
    size_t pending;     // bytes read that were not given out yet
    const char *next;   // where they are in [bytes]
    char bytes[BUFSIZ]; // of the piece given out last, and the pending ones
} FileSource;

// Length of the lines that are complete, or of everything if there is none.
static size_t whole_lines(const char *bytes, size_t size)
{
    size_t length = size;
    while (length > 0 && bytes[length - 1] != '\n') {
        length--;
    }
    return length > 0 ? length : size;
}

// Pieces end where lines do, for what is shown of a line with an error.
static const char *read_file(lua_State *L, void *data, size_t *size)
{
    (void)L;
    FileSource *source = data;
    size_t count = source->pending;
    memmove(source->bytes, source->next, count);
    if (!feof(source->file)) { // do not ask a terminal once more
        count += fread(source->bytes + count, 1, sizeof source->bytes - count, source->file);
    }
    *size = count < sizeof source->bytes ? count : whole_lines(source->bytes, count);
    source->next = source->bytes + *size;
    source->pending = count - *size;
    return source->bytes;
}

// The message takes the place of the chunk's name at [name_index].
static int file_error(lua_State *L, const char *what, int name_index)
{
    int error = errno;
    const char *name = lua_tostring(L, name_index) + 1;
    if (error != 0) {
        lua_pushfstring(L, "cannot %s %s: %s", what, name, strerror(error));
    } else {
        lua_pushfstring(L, "cannot %s %s", what, name);
    }
    lua_remove(L, name_index);
    return LUA_ERRFILE;
}

// First byte after a byte order mark in UTF-8, if there is one.
static int skip_mark(FILE *file)
{
    int c = getc(file);
    if (c == 0xEF && getc(file) == 0xBB && getc(file) == 0xBF) {
        c = getc(file);
    }
    return c;
}

// Skips the mark and a first line that begins with '#', and puts the first byte of the chunk back
// into the source; a line break in its place keeps the numbers of lines right. Binary chunks follow
// such a line at once.
static void skip_beginning(FileSource *source)
{
    int c = skip_mark(source->file);
    bool is_comment = c == '#';
    if (is_comment) {
        while (c != EOF && c != '\n') {
            c = getc(source->file);
        }
        c = getc(source->file);
    }
    if (is_comment && c != LUA_SIGNATURE[0]) {
        source->bytes[source->pending++] = '\n';
    }
    if (c != EOF) {
        source->bytes[source->pending++] = (char)c;
    }
}

LUALIB_API int luaL_loadfilex(lua_State *L, const char *filename, const char *mode)
{
    FileSource source;
    int name_index = lua_gettop(L) + 1;
    source.pending = 0;
    source.next = source.bytes;
    errno = 0;
    if (filename == NULL) {
        lua_pushliteral(L, "=stdin");
        source.file = stdin;
    } else {
        lua_pushfstring(L, "@%s", filename);
        source.file = fopen(filename, "rb");
        if (source.file == NULL) {
            return file_error(L, "open", name_index);
        }
    }
    skip_beginning(&source);
    int status = lua_load(L, read_file, &source, lua_tostring(L, name_index), mode);
    int failed = ferror(source.file);
    int error = errno;
    if (filename != NULL) {
        fclose(source.file);
    }
    if (failed) {
        errno = error;
        lua_settop(L, name_index); // without what was made of the part that was read
        return file_error(L, "read", name_index);
    }
    lua_remove(L, name_index);
    return status;
}
