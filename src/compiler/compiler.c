// SPDX-License-Identifier: MIT
// compiler.c: the two passes of a compilation, and how it fails.

#include "src/compiler/compiler.h"

#include "lexer/lexer.h"
#include "vm/heap/runtime.h"
#include "vm/heap/str.h"
#include "vm/heap/thread.h"
#include "vm/heap/throw.h"

void compiler_compile(Thread *L, Arena *arena, const char *text, size_t length,
                      const char *chunk_name)
{
    Lexer lexer;
    lexer_init(&lexer, L, arena, text, length, chunk_name);
    FunctionNode *main = parser_parse_chunk(&lexer);
    codegen_chunk(&lexer, main);
}

void compiler_fail(Thread *L, const char *text, uint32_t line, uint16_t column)
{
    L->runtime->error_line = line;
    L->runtime->error_column = column;
    thread_ensure(L, L->top, 1);
    String *s = str_new_z(L, text);
    value_set_object(L->top, s, s->header.type);
    L->top++;
    throw_status(L, LUA_ERRSYNTAX);
}
