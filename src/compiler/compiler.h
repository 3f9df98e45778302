// SPDX-License-Identifier: MIT
// compiler.h: from source text to a Proto: lexer -> parser (tree) -> code generator.

#ifndef NEAP_COMPILER_COMPILER_H
#define NEAP_COMPILER_COMPILER_H

#include "src/compiler/ast.h"
#include "vm/base/object.h"
#include "vm/code/chunk.h"

// Compiles [chunk], whose first piece has been read. [chunk_name] is as given to lua_load. Leaves
// the main function's Proto on the top of the stack as an internal value (TAG_PROTO). Throws
// LUA_ERRSYNTAX with the message on top, or LUA_ERRMEM. The caller owns [arena] and frees it in
// either case (so this is to be called under exec_protect).
void compiler_compile(Thread *L, Arena *arena, Chunk *chunk, const char *chunk_name);

// The parser (parser.c): the tree of a whole chunk, names resolved, constants folded, gotos bound
// to their labels.
FunctionNode *parser_parse_chunk(Lexer *lexer);

// The code generator (codegen.c): leaves the Proto of [main] on the top of the stack.
void codegen_chunk(Lexer *lexer, FunctionNode *main);

#endif
