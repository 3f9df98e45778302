// SPDX-License-Identifier: MIT
// resolve.h: what names mean, while the parser runs: scopes, locals, upvalues, labels and gotos.
//
// A local variable is first declared (it takes one of the function's LOCAL_MAX places) and later
// activated: from then on its name finds it. Declared variables of all open functions stand on one
// stack, Parser.locals; a function's begin at [first_local], and the first [active_count] of them
// are active. Loops declare nameless variables for their hidden state, which count towards the
// limit.
//
// Labels of the open blocks, and gotos that found no label yet, stand on two more stacks. A goto
// that is pending when its block ends goes on as if it stood in the enclosing block, right before
// it.

#ifndef NEAP_COMPILER_RESOLVE_H
#define NEAP_COMPILER_RESOLVE_H

#include "src/compiler/ast.h"

typedef struct Parser Parser;
typedef struct BlockScope BlockScope;
typedef struct FunctionScope FunctionScope;

// A block whose statements are being read. Lives in a C frame of the parser.
struct BlockScope {
    BlockScope *outer; // NULL: the body of a function
    Block *block;
    Stat *loop;       // the loop whose body it is, or NULL
    int active_count; // active locals of the function outside of it
    int first_label;  // index in Parser.labels
    int first_goto;   // index in Parser.gotos
};

// A function that is being read. Lives in a C frame of the parser.
struct FunctionScope {
    FunctionScope *outer; // NULL: the main chunk
    FunctionNode *node;
    BlockScope *block; // innermost
    int first_local;   // index in Parser.locals
    int active_count;
    int first_label; // index in Parser.labels
};

// An entry of Parser.locals.
typedef struct DeclaredLocal {
    AstString *name; // NULL: hidden
    LocalVar *variable;
} DeclaredLocal;

// An entry of Parser.labels or Parser.gotos.
typedef struct JumpEntry {
    AstString *name;
    Stat *stat;
    int active_count; // active locals of the function at that place
} JumpEntry;

// ---- scopes

// Begins the function [node]; [scope] is the caller's and lasts until resolve_close_function.
void resolve_open_function(Parser *p, FunctionScope *scope, FunctionNode *node);
// Ends the function together with its outermost block. Fails if a goto or break found no place to
// go to.
void resolve_close_function(Parser *p);

// Gives the main chunk its upvalue _ENV.
void resolve_add_env(Parser *p);

// Begins a block, whose node is made here. [loop] as in BlockScope.
void resolve_open_block(Parser *p, BlockScope *scope, Stat *loop);
// Ends the innermost block: its locals and labels are no longer visible.
void resolve_close_block(Parser *p);

// ---- variables

// Declares a variable; fails if the function has too many.
LocalVar *resolve_declare(Parser *p, AstString *name, uint32_t line, uint16_t column);
// Declares [count] variables of a for statement, which no name finds.
void resolve_declare_hidden(Parser *p, int count);
// Makes the [count] oldest variables that are declared and not active visible in the innermost
// block.
void resolve_activate(Parser *p, int count);

// Adds a variable to the list of a node.
void resolve_append_local(Parser *p, LocalList *list, LocalVar *variable);

// The node of a name at that place: a local, an upvalue, a copy of a constant, or a field of _ENV.
Expr *resolve_name(Parser *p, AstString *name, uint32_t line, uint16_t column);
// [target], made by resolve_name or an index, is about to be assigned: fails if it is a constant.
void resolve_assign(Parser *p, const Expr *target);

// ---- jumps

// The statement jumps to a label that may come later; to the end of the innermost loop.
void resolve_goto(Parser *p, Stat *stat);
void resolve_break(Parser *p, Stat *stat);
// Fails if the function has a visible label of that name already.
void resolve_check_label(Parser *p, const Stat *stat);
// [is_last]: only void statements follow in the block.
void resolve_label(Parser *p, Stat *stat, bool is_last);

#endif
