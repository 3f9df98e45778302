// SPDX-License-Identifier: MIT
// lib_io_read.c: reading by formats: numerals, lines, whole files, counts of bytes (manual 6.8,
// file:read).
//
// Every reader pushes exactly one value and tells whether it got something. Lines are taken from
// the buffer of the FILE, or read with fgets, which searches and copies by blocks as well; how much
// that stored is found with a trick described at read_line_piece. No FILE is locked while something
// that may throw runs.

#include "stdlib/lib_io.h"

#include <ctype.h>
#include <errno.h>
#include <locale.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#if __has_include(<sys/single_threaded.h>)
#include <sys/single_threaded.h>
#define HAS_OTHER_THREADS (!__libc_single_threaded)
#else
#define HAS_OTHER_THREADS true
#endif

#include "lauxlib.h"

// ---- locks, as long as several bytes are taken one by one

// Returns whether the lock is to be given back.
static inline bool lock_file(FILE *f)
{
    if (!HAS_OTHER_THREADS) {
        return false;
    }
    flockfile(f);
    return true;
}

static inline void unlock_file(FILE *f, bool is_locked)
{
    if (is_locked) {
        funlockfile(f);
    }
}

// ---- lines

size_t io_take_line(FILE *f, char *piece, size_t size)
{
    size_t length = 0;
#ifdef __GLIBC__
    // The part of the FILE that getc_unlocked, a macro, works on.
    bool is_locked = lock_file(f);
    size_t left = (size_t)(f->_IO_read_end - f->_IO_read_ptr);
    const char *newline =
        left > 0 ? memchr(f->_IO_read_ptr, '\n', left < size ? left : size) : NULL;
    if (newline != NULL) {
        length = (size_t)(newline - f->_IO_read_ptr) + 1;
        memcpy(piece, f->_IO_read_ptr, length);
        f->_IO_read_ptr += length;
    }
    unlock_file(f, is_locked);
#else
    (void)f, (void)piece, (void)size;
#endif
    return length;
}

enum LineState {
    LINE_GOES_ON,  // the piece is full
    LINE_COMPLETE, // the piece ends in a newline
    LINE_AT_END    // the input ended
};

// Reads up to a newline into piece[0 .. size - 1] and stores the number of bytes to [length]. fgets
// does not tell it, and there may be zeros in the line; so the piece is filled with newlines first.
// After fgets the first newline is either the line's own, followed by the closing zero, or one of
// the filling, which comes after the closing zero and is followed by more filling or nothing.
static enum LineState read_line_piece(FILE *f, char *piece, size_t size, size_t *length)
{
    memset(piece, '\n', size);
    if (fgets(piece, (int)size, f) == NULL) {
        *length = 0;
        return LINE_AT_END;
    }
    const char *newline = memchr(piece, '\n', size);
    if (newline == NULL) {
        *length = size - 1;
        return LINE_GOES_ON;
    }
    size_t index = (size_t)(newline - piece);
    if (index + 1 < size && newline[1] == '\0') {
        *length = index + 1;
        return LINE_COMPLETE;
    }
    *length = index - 1;
    return LINE_AT_END;
}

static bool read_line(lua_State *L, FILE *f, bool keep_newline)
{
    char piece[IO_SHORT_LINE];
    size_t cut = keep_newline ? 0 : 1;
    size_t length = io_take_line(f, piece, sizeof piece);
    if (length > 0) {
        lua_pushlstring(L, piece, length - cut);
        return true;
    }
    enum LineState state = read_line_piece(f, piece, sizeof piece, &length);
    if (state != LINE_GOES_ON) {
        lua_pushlstring(L, piece, state == LINE_COMPLETE ? length - cut : length);
        return length > 0;
    }
    luaL_Buffer line;
    luaL_buffinit(L, &line);
    luaL_addlstring(&line, piece, length);
    while (state == LINE_GOES_ON) {
        state = read_line_piece(f, luaL_prepbuffer(&line), LUAL_BUFFERSIZE, &length);
        luaL_addsize(&line, length);
    }
    if (state == LINE_COMPLETE) {
        luaL_buffsub(&line, cut);
    }
    luaL_pushresult(&line);
    return true;
}

// ---- counts of bytes, and everything

// Never asks for much more memory than there is input, whatever the count.
#define LARGEST_PIECE ((size_t)1 << 20)

static bool read_characters(lua_State *L, FILE *f, lua_Integer count)
{
    luaL_Buffer bytes;
    luaL_buffinit(L, &bytes);
    if (count < 0) {
        luaL_prepbuffsize(&bytes, (size_t)count); // as if so much memory were wanted: throws
    }
    size_t left = (size_t)count;
    size_t piece = LARGEST_PIECE;
    while (left > 0) {
        size_t wanted = left < piece ? left : piece;
        size_t got = fread(luaL_prepbuffsize(&bytes, wanted), 1, wanted, f);
        luaL_addsize(&bytes, got);
        if (got < wanted) {
            break;
        }
        left -= got;
        piece *= 2;
    }
    luaL_pushresult(&bytes);
    return lua_rawlen(L, -1) > 0;
}

// How much a regular file still holds, and one byte more, so that the first read meets its end;
// else a guess.
static size_t expected_rest(FILE *f)
{
    struct stat info;
    if (fstat(fileno(f), &info) == 0 && S_ISREG(info.st_mode)) {
        off_t position = ftello(f);
        if (position >= 0 && position < info.st_size) {
            return (size_t)(info.st_size - position) + 1;
        }
    }
    return LUAL_BUFFERSIZE;
}

static void read_all(lua_State *L, FILE *f)
{
    luaL_Buffer all;
    luaL_buffinit(L, &all);
    size_t wanted = expected_rest(f);
    bool is_full;
    errno = 0; // of the questions above
    do {
        size_t got = fread(luaL_prepbuffsize(&all, wanted), 1, wanted, f);
        luaL_addsize(&all, got);
        is_full = got == wanted;
        if (wanted < LARGEST_PIECE) {
            wanted *= 2;
        }
    } while (is_full);
    luaL_pushresult(&all);
}

// Is there more input? Pushes an empty string.
static bool read_nothing(lua_State *L, FILE *f)
{
    int next = getc(f);
    ungetc(next, f);
    lua_pushliteral(L, "");
    return next != EOF;
}

// ---- numerals

// Longer ones are not accepted.
#define NUMERAL_MAX 200

// Takes the longest prefix of the input that may be a numeral; [next] is looked at, not yet taken.
typedef struct NumeralScanner {
    FILE *f;
    int next;
    int length;
    bool is_too_long;
    char text[NUMERAL_MAX + 1];
} NumeralScanner;

static bool take_next(NumeralScanner *s)
{
    if (s->length >= NUMERAL_MAX) {
        s->is_too_long = true;
        return false;
    }
    s->text[s->length++] = (char)s->next;
    s->next = getc_unlocked(s->f);
    return true;
}

static bool take_one_of(NumeralScanner *s, char a, char b)
{
    return (s->next == a || s->next == b) && take_next(s);
}

static int take_digits(NumeralScanner *s, bool is_hex)
{
    int count = 0;
    while ((is_hex ? isxdigit(s->next) : isdigit(s->next)) && take_next(s)) {
        count++;
    }
    return count;
}

static void scan_numeral(NumeralScanner *s)
{
    char point = localeconv()->decimal_point[0];
    bool is_hex = false;
    int digit_count = 0;
    do {
        s->next = getc_unlocked(s->f);
    } while (isspace(s->next));
    take_one_of(s, '+', '-');
    if (take_one_of(s, '0', '0')) {
        if (take_one_of(s, 'x', 'X')) {
            is_hex = true;
        } else {
            digit_count = 1;
        }
    }
    digit_count += take_digits(s, is_hex);
    if (take_one_of(s, '.', point)) {
        digit_count += take_digits(s, is_hex);
    }
    if (digit_count > 0 && (is_hex ? take_one_of(s, 'p', 'P') : take_one_of(s, 'e', 'E'))) {
        take_one_of(s, '+', '-');
        take_digits(s, false);
    }
}

static bool read_file_number(lua_State *L, FILE *f)
{
    NumeralScanner s = {.f = f};
    bool is_locked = lock_file(f);
    scan_numeral(&s);
    ungetc(s.next, f);
    unlock_file(f, is_locked);
    s.text[s.length] = '\0';
    if (!s.is_too_long && lua_stringtonumber(L, s.text) != 0) {
        return true;
    }
    lua_pushnil(L);
    return false;
}

// ---- formats

static bool read_format(lua_State *L, FILE *f, int index)
{
    if (lua_type(L, index) == LUA_TNUMBER) {
        lua_Integer count = luaL_checkinteger(L, index);
        return count == 0 ? read_nothing(L, f) : read_characters(L, f, count);
    }
    const char *format = luaL_checkstring(L, index);
    if (*format == '*') {
        format++; // before 5.3 formats were written so
    }
    switch (*format) {
    case 'n':
        return read_file_number(L, f);
    case 'l':
        return read_line(L, f, false);
    case 'L':
        return read_line(L, f, true);
    case 'a':
        read_all(L, f);
        return true; // even if that is nothing
    default:
        return luaL_argerror(L, index, "invalid format") != 0;
    }
}

int io_read_formats(lua_State *L, FILE *f, int first)
{
    int last = lua_gettop(L);
    bool success = true;
    if (feof_unlocked(f) || ferror_unlocked(f)) {
        clearerr(f);
    }
    errno = 0;
    if (last < first) {
        success = read_line(L, f, false);
    } else {
        luaL_checkstack(L, last - first + 1 + LUA_MINSTACK, "too many arguments");
        for (int i = first; i <= last && success; i++) {
            success = read_format(L, f, i);
        }
    }
    if (ferror_unlocked(f)) {
        return luaL_fileresult(L, 0, NULL);
    }
    if (!success) {
        lua_pop(L, 1);
        luaL_pushfail(L);
    }
    return lua_gettop(L) - last;
}
