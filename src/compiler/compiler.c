// SPDX-License-Identifier: MIT
// compiler.c: the two passes of a compilation, and how it fails.

#include "src/compiler/compiler.h"

#include <string.h>

#include "lexer/lexer.h"
#include "vm/heap/mem.h"
#include "vm/heap/runtime.h"
#include "vm/heap/str.h"
#include "vm/heap/thread.h"
#include "vm/heap/throw.h"

void compiler_compile(Thread *L, Arena *arena, Chunk *chunk, const char *chunk_name)
{
    Lexer lexer;
    lexer_init(&lexer, L, arena, chunk, chunk_name);
    FunctionNode *main = parser_parse_chunk(&lexer);
    codegen_chunk(&lexer, main);
}

// ---- errors

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

void compiler_fail(const Lexer *lexer, const char *message, uint32_t line, uint16_t column)
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
