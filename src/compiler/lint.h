// SPDX-License-Identifier: MIT
// lint.h: what looks wrong in a chunk that compiles.
//
// Findings are: a global that is read but neither known nor assigned in the chunk; a local variable
// that is never read; a variable that hides another one; statements that cannot be reached.
// A tree that has been looked at has its NameNotes (ast.h) and becomes no code.

#ifndef NEAP_COMPILER_LINT_H
#define NEAP_COMPILER_LINT_H

#include "lexer/arena.h"
#include "src/compiler/ast.h"

typedef struct Finding {
    uint32_t line;
    uint16_t column;
    const char *message;
    const char *name; // of the variable, or NULL
} Finding;

// Findings in the order of their positions; they live in the arena.
typedef struct FindingList {
    Finding *items;
    int count;
    int capacity;
} FindingList;

// Whether a global is there from the start.
typedef bool (*LintIsKnown)(void *data, const AstString *name);

// Throws LUA_ERRMEM.
FindingList lint_chunk(Arena *arena, const FunctionNode *main, LintIsKnown is_known, void *data);

#endif
