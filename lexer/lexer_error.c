// SPDX-License-Identifier: MIT
// lexer_error.c: how a compilation fails: the wording of messages, and the place that programs
// show.

#include <stdio.h>
#include <string.h>

#include "lexer/lexer.h"
#include "vm/exec/message.h"
#include "vm/heap/mem.h"
#include "vm/heap/runtime.h"
#include "vm/heap/str.h"
#include "vm/heap/thread.h"
#include "vm/heap/throw.h"

// Copies the line around the place: what stands further left than it can show is left out, and the
// column counts from there.
static void keep_source(SyntaxPlace *place, const Lexer *lexer)
{
    const char *line = lexer->text;
    for (uint32_t i = 1; i < place->line && line != NULL; i++) {
        line = memchr(line, '\n', (size_t)(lexer->limit - line));
        line = line != NULL ? line + 1 : NULL;
    }
    size_t length = line != NULL ? strcspn(line, "\r\n") : 0;
    size_t room = sizeof place->text - 1;
    size_t skipped = place->column > room * 3 / 4 ? place->column - room * 3 / 4 : 0;
    skipped = skipped < length ? skipped : 0;
    length = length - skipped < room ? length - skipped : room;
    memcpy(place->text, line != NULL ? line + skipped : "", length);
    place->text[length] = '\0';
    place->column = place->column - skipped <= length + 1 ? (uint16_t)(place->column - skipped) : 0;
}

void lexer_throw(const Lexer *lexer, const char *message, uint32_t line, uint16_t column)
{
    Thread *L = lexer->thread;
    Runtime *rt = L->runtime;
    if (rt->syntax_place == NULL) {
        rt->syntax_place = mem_alloc(L, sizeof(SyntaxPlace));
    }
    SyntaxPlace *place = rt->syntax_place;
    *place = (SyntaxPlace){.line = line, .column = column};
    keep_source(place, lexer);
    if (lexer->hint != NULL) {
        memcpy(place->hint, lexer->hint, strlen(lexer->hint) + 1);
    }
    thread_ensure(L, L->top, 1);
    String *s = str_new_z(L, message);
    value_set_object(L->top, s, s->header.type);
    L->top++;
    throw_status(L, LUA_ERRSYNTAX);
}

const char *lexer_token_text(enum TokenKind kind)
{
    static const char *const texts[] = {
        "<eof>", "<name>", "<string>", "<integer>", "<number>", "<byte>",
#define KEYWORD(name, text) "'" text "'",
#define SYMBOL(name, text) "'" text "'",
#include "lexer/tokens.def"
#undef KEYWORD
#undef SYMBOL
    };
    return texts[kind];
}

void lexer_fail(Lexer *lexer, uint32_t line, uint16_t column, const char *message, const char *near,
                size_t near_length)
{
    char id[LUA_IDSIZE];
    message_chunk_id(id, lexer->chunk_name, strlen(lexer->chunk_name));
    size_t size = strlen(id) + strlen(message) + near_length + 64;
    char *text = arena_alloc(lexer->arena, size);
    int length = snprintf(text, size, "%s:%u: %s", id, (unsigned)line, message);
    if (near != NULL && near_length == 0) {
        snprintf(text + length, size - (size_t)length, " near <eof>");
    } else if (near != NULL) {
        snprintf(text + length, size - (size_t)length, " near '%.*s'", (int)near_length, near);
    }
    lexer_throw(lexer, text, line, column);
}

// A string token is shown with its escapes replaced and up to its first zero byte.
static _Noreturn void fail_at_string(Lexer *lexer, const Token *token, const char *message)
{
    const char *start = lexer->text + token->start;
    size_t level = 0; // bytes of each delimiter
    if (*start == '[') {
        level = (size_t)(strchr(start + 1, '[') - start);
    }
    size_t length = token->string->length;
    char *shown = arena_alloc(lexer->arena, length + 2 * (level + 1));
    memcpy(shown, start, level + 1);
    memcpy(shown + level + 1, token->string->bytes, length);
    memcpy(shown + level + 1 + length, lexer->text + token->end - level - 1, level + 1);
    lexer_fail(lexer, token->end_line, token->column, message, shown, length + 2 * (level + 1));
}

void lexer_fail_at(Lexer *lexer, const Token *token, const char *message)
{
    const char *start = lexer->text + token->start;
    unsigned char byte = (unsigned char)*start;
    if (token->kind == TOKEN_STRING) {
        fail_at_string(lexer, token, message);
    }
    if (token->kind == TOKEN_UNKNOWN && (byte < ' ' || byte >= 0x7f)) {
        char text[8];
        int length = snprintf(text, sizeof text, "<\\%d>", byte);
        lexer_fail(lexer, token->end_line, token->column, message, byte == 0 ? NULL : text,
                   (size_t)length);
    }
    size_t length = token->kind == TOKEN_END_OF_TEXT ? 0 : token->end - token->start;
    lexer_fail(lexer, token->end_line, token->column, message, start, length);
}
