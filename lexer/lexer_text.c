// SPDX-License-Identifier: MIT
// lexer_text.c: what the rules of lexer.re leave to hand-written code: interning of names, string
// literals with their escapes, long brackets, comments, numerals.

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "lexer/lexer.h"
#include "vm/base/number.h"
#include "vm/heap/c_stack.h"

#define FIRST_BUCKETS 64

// ---- the text

static size_t text_offset(const Lexer *lexer, const char *p)
{
    return (size_t)(p - lexer->text);
}

// Lines are told as int. Texts that might have too many are rare: only then those from [from] on
// are counted; it is where the cursor stands.
static void check_line_count(Lexer *lexer, const char *from)
{
    size_t count = 0;
    for (; text_offset(lexer, lexer->limit) >= INT_MAX && from < lexer->limit; from++) {
        count += *from == '\n';
    }
    if (lexer->line + count > INT_MAX) {
        lexer_fail(lexer, INT_MAX, 0, "chunk has too many lines", NULL, 0);
    }
}

void lexer_init(Lexer *lexer, Thread *thread, Arena *arena, Chunk *chunk, const char *chunk_name)
{
    *lexer = (Lexer){.thread = thread,
                     .arena = arena,
                     .chunk = chunk,
                     .chunk_name = chunk_name,
                     .text = chunk->bytes,
                     .cursor = chunk->bytes,
                     .limit = chunk->bytes + chunk->size,
                     .line_start = chunk->bytes,
                     .line = 1,
                     .stack_limit = c_stack_limit()};
    lexer->buckets = arena_alloc(arena, FIRST_BUCKETS * sizeof(AstString *));
    lexer->bucket_mask = FIRST_BUCKETS - 1;
    check_line_count(lexer, lexer->cursor);
}

bool lexer_fill(Lexer *lexer)
{
    size_t cursor = text_offset(lexer, lexer->cursor);
    size_t line_start = text_offset(lexer, lexer->line_start);
    size_t size = lexer->chunk->size;
    arena_poll(lexer->arena);
    bool done = chunk_read(lexer->chunk);
    lexer->text = lexer->chunk->bytes;
    lexer->cursor = lexer->text + cursor;
    lexer->line_start = lexer->text + line_start;
    lexer->limit = lexer->text + lexer->chunk->size;
    check_line_count(lexer, lexer->text + size);
    return done;
}

// Long tokens that come in small pieces are not scanned anew for each of them.
#define SHORT_TOKEN 64

const char *lexer_extend(Lexer *lexer, const char *start)
{
    size_t begin = text_offset(lexer, start);
    size_t length = text_offset(lexer, lexer->limit) - begin;
    size_t wanted = length <= SHORT_TOKEN ? length + 1 : length * 2;
    bool has_more = false;
    do {
        lexer->cursor = lexer->limit;
        if (!lexer_fill(lexer)) {
            break;
        }
        has_more = true;
    } while (text_offset(lexer, lexer->limit) < begin + wanted);
    return has_more ? lexer->text + begin : NULL;
}

// The byte at the cursor; zero at the end of the chunk.
static char peek(Lexer *lexer)
{
    if (UNLIKELY(lexer->cursor == lexer->limit)) {
        lexer_fill(lexer);
    }
    return *lexer->cursor;
}

static bool is_at_end(const Lexer *lexer)
{
    return lexer->cursor == lexer->limit;
}

// ---- interning

static void grow_buckets(Lexer *lexer)
{
    uint32_t count = (lexer->bucket_mask + 1) * 4;
    AstString **buckets = arena_alloc(lexer->arena, count * sizeof(AstString *));
    for (uint32_t i = 0; i <= lexer->bucket_mask; i++) {
        AstString *next;
        for (AstString *s = lexer->buckets[i]; s != NULL; s = next) {
            next = s->next_in_bucket;
            s->next_in_bucket = buckets[s->hash & (count - 1)];
            buckets[s->hash & (count - 1)] = s;
        }
    }
    lexer->buckets = buckets;
    lexer->bucket_mask = count - 1;
}

static uint64_t load_word(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

// The last [length] < 8 bytes of a text as one word.
static uint64_t load_tail(const char *bytes, size_t length)
{
    const unsigned char *b = (const unsigned char *)bytes;
    if (length >= 4) {
        uint32_t first, last; // overlapping
        memcpy(&first, bytes, sizeof first);
        memcpy(&last, bytes + length - 4, sizeof last);
        return (uint64_t)first << 32 | last;
    }
    return length == 0 ? 0 : b[0] | (uint32_t)b[length >> 1] << 8 | (uint32_t)b[length - 1] << 16;
}

// Eight bytes at a time: names are short, and a multiplication is slow compared to loading them.
static uint32_t hash_bytes(const char *bytes, size_t length)
{
    const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t hash = length;
    for (; length >= 8; bytes += 8, length -= 8) {
        hash = (hash ^ load_word(bytes)) * factor;
        hash ^= hash >> 32;
    }
    hash = (hash ^ load_tail(bytes, length)) * factor;
    return (uint32_t)(hash >> 32 ^ hash >> 15);
}

AstString *lexer_intern(Lexer *lexer, const char *bytes, size_t length)
{
    uint32_t hash = hash_bytes(bytes, length);
    for (AstString *s = lexer->buckets[hash & lexer->bucket_mask]; s != NULL;
         s = s->next_in_bucket) {
        if (s->hash == hash && s->length == length && memcmp(s->bytes, bytes, length) == 0) {
            return s;
        }
    }
    if (lexer->string_count++ > lexer->bucket_mask) {
        grow_buckets(lexer);
    }
    AstString *s = arena_alloc(lexer->arena, sizeof(AstString) + length + 1);
    s->length = length;
    s->hash = hash;
    memcpy(s->bytes, bytes, length);
    AstString **bucket = &lexer->buckets[hash & lexer->bucket_mask];
    s->next_in_bucket = *bucket;
    *bucket = s;
    return s;
}

// ---- errors

// An error inside the token, whose text ends at the cursor.
static _Noreturn void fail_in_text(Lexer *lexer, const Token *token, const char *message)
{
    lexer_fail(lexer, lexer->line, token->column, message, lexer->text + token->start,
               text_offset(lexer, lexer->cursor) - token->start);
}

// ---- white space

void lexer_pass_line_break(Lexer *lexer)
{
    char first = *lexer->cursor++;
    char second = peek(lexer);
    if ((second == '\n' || second == '\r') && second != first) {
        lexer->cursor++;
    }
    lexer->line_start = lexer->cursor;
    lexer->line++;
}

static bool at_line_break(Lexer *lexer)
{
    char c = peek(lexer);
    return c == '\n' || c == '\r';
}

// ---- the buffer of string literals

static void buffer_add(Lexer *lexer, const char *bytes, size_t length)
{
    if (length == 0) {
        return;
    }
    if (lexer->buffer_size - lexer->buffer_length < length) {
        size_t size = lexer->buffer_size * 2 + length + 64;
        lexer->buffer = arena_grow(lexer->arena, lexer->buffer, lexer->buffer_size, size);
        lexer->buffer_size = size;
    }
    memcpy(lexer->buffer + lexer->buffer_length, bytes, length);
    lexer->buffer_length += length;
}

static void buffer_add_byte(Lexer *lexer, char byte)
{
    buffer_add(lexer, &byte, 1);
}

// ---- long brackets

// The cursor is behind the first of two brackets: the number of '=' between them, and the cursor
// is moved behind the second. NO_BRACKET: there is none, and the cursor is where it should be.
#define NO_BRACKET SIZE_MAX

static size_t pass_bracket(Lexer *lexer, char bracket)
{
    size_t level = 0;
    for (; peek(lexer) == '='; lexer->cursor++) {
        level++;
    }
    if (*lexer->cursor != bracket) {
        return NO_BRACKET;
    }
    lexer->cursor++;
    return level;
}

// Reads up to the closing bracket of [level]; the contents come to the buffer.
static void read_long_text(Lexer *lexer, uint32_t first_line, size_t level, const char *what)
{
    lexer->buffer_length = 0;
    if (at_line_break(lexer)) {
        lexer_pass_line_break(lexer);
    }
    for (;;) {
        const char *start = lexer->cursor;
        const char *p = start;
        while (*p != ']' && *p != '\n' && *p != '\r' && (*p != '\0' || p < lexer->limit)) {
            p++;
        }
        buffer_add(lexer, start, (size_t)(p - start));
        lexer->cursor = p;
        if (p == lexer->limit) {
            if (lexer_fill(lexer)) {
                continue;
            }
            char message[64];
            snprintf(message, sizeof message, "unfinished long %s (starting at line %u)", what,
                     (unsigned)first_line);
            lexer_fail(lexer, lexer->line, 1, message, "", 0);
        }
        if (*p != ']') {
            lexer_pass_line_break(lexer);
            buffer_add_byte(lexer, '\n');
            continue;
        }
        lexer->cursor++;
        size_t after = text_offset(lexer, lexer->cursor);
        if (pass_bracket(lexer, ']') == level) {
            return;
        }
        lexer->cursor = lexer->text + after;
        buffer_add_byte(lexer, ']');
    }
}

bool lexer_read_long_string(Lexer *lexer, Token *token)
{
    size_t level = pass_bracket(lexer, '[');
    if (level == NO_BRACKET) {
        if (lexer->cursor[-1] != '=') {
            return false;
        }
        fail_in_text(lexer, token, "invalid long string delimiter");
    }
    read_long_text(lexer, lexer->line, level, "string");
    token->kind = TOKEN_STRING;
    token->string =
        lexer_intern(lexer, lexer->buffer != NULL ? lexer->buffer : "", lexer->buffer_length);
    token->end = text_offset(lexer, lexer->cursor);
    token->end_line = lexer->line;
    return true;
}

void lexer_skip_comment(Lexer *lexer)
{
    if (peek(lexer) == '[') {
        lexer->cursor++;
        size_t level = pass_bracket(lexer, '[');
        if (level != NO_BRACKET) {
            read_long_text(lexer, lexer->line, level, "comment");
            return;
        }
    }
    do {
        const char *p = lexer->cursor;
        while (*p != '\n' && *p != '\r' && (*p != '\0' || p < lexer->limit)) {
            p++;
        }
        lexer->cursor = p;
    } while (is_at_end(lexer) && lexer_fill(lexer));
}

// ---- string literals

// An error in an escape sequence that began at [escape]: shown is what was read of the literal, the
// text of the sequence, and the character at which it went wrong.
static _Noreturn void fail_in_escape(Lexer *lexer, const Token *token, size_t escape,
                                     const char *message)
{
    if (!is_at_end(lexer)) {
        lexer->cursor++;
    }
    size_t length = text_offset(lexer, lexer->cursor) - escape;
    char *shown = arena_alloc(lexer->arena, lexer->buffer_length + length + 2);
    shown[0] = lexer->text[token->start];
    memcpy(shown + 1, lexer->buffer != NULL ? lexer->buffer : "", lexer->buffer_length);
    memcpy(shown + 1 + lexer->buffer_length, lexer->text + escape, length);
    lexer_fail(lexer, lexer->line, token->column, message, shown,
               1 + lexer->buffer_length + length);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int read_hex_digit(Lexer *lexer, const Token *token, size_t escape)
{
    int digit = hex_digit(peek(lexer));
    if (digit < 0) {
        fail_in_escape(lexer, token, escape, "hexadecimal digit expected");
    }
    lexer->cursor++;
    return digit;
}

static void add_utf8(Lexer *lexer, uint32_t code)
{
    char text[6];
    int length = 0;
    if (code < 0x80) {
        buffer_add_byte(lexer, (char)code);
        return;
    }
    uint32_t first_max = 0x3f; // largest value that fits the first byte
    do {
        text[5 - length++] = (char)(0x80 | (code & 0x3f));
        code >>= 6;
        first_max >>= 1;
    } while (code > first_max);
    text[5 - length++] = (char)((~first_max << 1) | code);
    buffer_add(lexer, text + 6 - length, (size_t)length);
}

static void read_utf8_escape(Lexer *lexer, const Token *token, size_t escape)
{
    if (peek(lexer) != '{') {
        fail_in_escape(lexer, token, escape, "missing '{'");
    }
    lexer->cursor++;
    uint32_t code = (uint32_t)read_hex_digit(lexer, token, escape);
    while (hex_digit(peek(lexer)) >= 0) {
        if (code > 0x7fffffffu >> 4) {
            fail_in_escape(lexer, token, escape, "UTF-8 value too large");
        }
        code = code << 4 | (uint32_t)hex_digit(*lexer->cursor++);
    }
    if (*lexer->cursor != '}') {
        fail_in_escape(lexer, token, escape, "missing '}'");
    }
    lexer->cursor++;
    add_utf8(lexer, code);
}

static void read_decimal_escape(Lexer *lexer, const Token *token, size_t escape)
{
    int code = 0;
    for (int i = 0; i < 3 && peek(lexer) >= '0' && *lexer->cursor <= '9'; i++) {
        code = code * 10 + (*lexer->cursor++ - '0');
    }
    if (code > 255) {
        fail_in_escape(lexer, token, escape, "decimal escape too large");
    }
    buffer_add_byte(lexer, (char)code);
}

// The cursor is after the backslash at offset [escape].
static void read_escape(Lexer *lexer, const Token *token, size_t escape)
{
    static const char simple[] = "a\ab\bf\fn\nr\rt\tv\v\\\\\"\"''";
    char c = peek(lexer);
    if (at_line_break(lexer)) {
        lexer_pass_line_break(lexer);
        buffer_add_byte(lexer, '\n');
        return;
    }
    for (const char *s = simple; *s != '\0' && c != '\0'; s += 2) {
        if (*s == c) {
            lexer->cursor++;
            buffer_add_byte(lexer, s[1]);
            return;
        }
    }
    if (c == 'x') {
        lexer->cursor++;
        int high = read_hex_digit(lexer, token, escape);
        buffer_add_byte(lexer, (char)(high << 4 | read_hex_digit(lexer, token, escape)));
    } else if (c == 'u') {
        lexer->cursor++;
        read_utf8_escape(lexer, token, escape);
    } else if (c == 'z') {
        lexer->cursor++;
        while (peek(lexer) != '\0' && strchr(" \t\v\f\n\r", *lexer->cursor) != NULL) {
            if (at_line_break(lexer)) {
                lexer_pass_line_break(lexer);
            } else {
                lexer->cursor++;
            }
        }
    } else if (c >= '0' && c <= '9') {
        read_decimal_escape(lexer, token, escape);
    } else if (!is_at_end(lexer)) {
        fail_in_escape(lexer, token, escape, "invalid escape sequence");
    }
}

static _Noreturn void fail_unfinished(Lexer *lexer, const Token *token)
{
    if (is_at_end(lexer)) {
        lexer_fail(lexer, lexer->line, token->column, "unfinished string", "", 0);
    }
    size_t length = lexer->buffer_length;
    char *shown = arena_alloc(lexer->arena, length + 2);
    shown[0] = lexer->text[token->start];
    memcpy(shown + 1, lexer->buffer != NULL ? lexer->buffer : "", length);
    lexer_fail(lexer, lexer->line, token->column, "unfinished string", shown, length + 1);
}

void lexer_read_string(Lexer *lexer, Token *token)
{
    char quote = lexer->text[token->start];
    lexer->buffer_length = 0;
    for (;;) {
        const char *start = lexer->cursor;
        const char *p = start;
        while (*p != quote && *p != '\\' && *p != '\n' && *p != '\r' &&
               (*p != '\0' || p < lexer->limit)) {
            p++;
        }
        lexer->cursor = p + 1;
        if (*p == quote && lexer->buffer_length == 0) { // the usual case: no escapes
            token->string = lexer_intern(lexer, start, (size_t)(p - start));
            break;
        }
        buffer_add(lexer, start, (size_t)(p - start));
        if (*p == quote) {
            token->string = lexer_intern(lexer, lexer->buffer, lexer->buffer_length);
            break;
        }
        if (*p == '\\') {
            read_escape(lexer, token, text_offset(lexer, p));
            continue;
        }
        lexer->cursor = p;
        if (!is_at_end(lexer) || !lexer_fill(lexer)) {
            fail_unfinished(lexer, token);
        }
    }
    token->kind = TOKEN_STRING;
    token->end = text_offset(lexer, lexer->cursor);
    token->end_line = lexer->line;
}

// ---- numerals

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

// The end of everything that looks like a part of a numeral; the conversion decides.
static const char *numeral_end(const char *p)
{
    char exponent = 'e';
    p += *p == '.'; // ".0x1" is one malformed numeral
    if (p[0] == '0' && (p[1] | 0x20) == 'x') {
        exponent = 'p';
        p += 2;
    }
    for (;;) {
        if ((*p | 0x20) == exponent) {
            p++;
            if (*p == '+' || *p == '-') {
                p++;
            }
        } else if (hex_digit(*p) >= 0 || *p == '.') {
            p++;
        } else {
            break;
        }
    }
    return p + is_alphanumeric(*p); // "3x": part of the numeral, to make it malformed
}

void lexer_read_number(Lexer *lexer, Token *token)
{
    const char *start = lexer->text + token->start;
    const char *end = numeral_end(start);
    const char *again;
    while (UNLIKELY(end == lexer->limit) && (again = lexer_extend(lexer, start)) != NULL) {
        start = again;
        end = numeral_end(start);
    }
    lexer->cursor = end;
    token->end = text_offset(lexer, end);
    Value v;
    if (number_from_text(start, (size_t)(end - start), &v) == 0) {
        fail_in_text(lexer, token, "malformed number");
    }
    if (v.tag == TAG_INTEGER) {
        token->kind = TOKEN_INTEGER;
        token->integer = v.as.integer;
    } else {
        token->kind = TOKEN_FLOAT;
        token->number = v.as.number;
    }
}
