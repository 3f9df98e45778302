// SPDX-License-Identifier: MIT
// compiler.c: the two passes of a compilation.

#include "src/compiler/compiler.h"

void compiler_compile(Thread *L, Arena *arena, Chunk *chunk, const char *chunk_name)
{
    Lexer lexer;
    lexer_init(&lexer, L, arena, chunk, chunk_name);
    FunctionNode *main = parser_parse_chunk(&lexer);
    codegen_chunk(&lexer, main);
}
