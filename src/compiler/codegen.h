// SPDX-License-Identifier: MIT
// codegen.h: what the files of the code generator share: expressions (codegen_expr.c), conditions
// (codegen_cond.c), constructors and calls (codegen_call.c), statements (codegen_stat.c).
//
// Expressions are compiled towards a destination register. A destination is either a temporary,
// whose contents are dead and may be overwritten at any moment, or a local variable, which is
// written by the last instruction only, because the expression may read it. Left-leaning chains (a
// + b + c, a.b.c(), x or y or z) are walked iteratively: their length is not limited by the
// parser's nesting limit.

#ifndef NEAP_COMPILER_CODEGEN_H
#define NEAP_COMPILER_CODEGEN_H

#include "src/compiler/emit.h"

// ---- expressions

// Value to register [dest] (reserved, or a local variable).
void code_to(Emitter *e, Expr *x, int dest);
// Value to the next free register, which is reserved and returned.
int code_next(Emitter *e, Expr *x);
// A register with the value: that of a local variable, or the next free one.
int code_any(Emitter *e, Expr *x);
// A call, method call or '...': [wanted] results (LUA_MULTRET: open) from the next free register
// on, which are reserved (with open results: the first one only). Returns the first register.
int code_multi(Emitter *e, Expr *x, int wanted);
// The list to consecutive registers from the next free one on: exactly [wanted] values, or all.
// True if the results are open (wanted == LUA_MULTRET and the last expression is a multi).
bool code_list(Emitter *e, const ExprList *list, int wanted);
// Evaluates for the side effects only.
void code_discard(Emitter *e, Expr *x);

static inline bool expr_is_multi(const Expr *x)
{
    return x->kind == EXPR_CALL || x->kind == EXPR_METHOD || x->kind == EXPR_VARARG;
}
static inline bool expr_is_constant(const Expr *x)
{
    return x->kind <= EXPR_STRING;
}
// The constant of a literal.
Constant code_constant_of(const Expr *x);
// True if the literal is a constant that fits a 16-bit operand; its index.
bool code_near_constant(Emitter *e, const Expr *x, uint32_t *index);
// True for a literal that is neither nil nor false.
static inline bool code_is_true(const Expr *x)
{
    return expr_is_constant(x) && x->kind != EXPR_NIL && x->kind != EXPR_FALSE;
}
// A constant of the smallest type: fits a short string key.
bool code_is_key(Emitter *e, const Expr *x, uint32_t *index);

// Guards the recursion over expressions.
void code_enter(Emitter *e, const Expr *x);
static inline void code_leave(Emitter *e)
{
    e->depth--;
}

// Places a table access can have.
typedef struct Place {
    uint8_t kind; // enum PlaceKind
    int table;    // register or upvalue
    int key;      // register, constant, or number
} Place;
enum PlaceKind { PLACE_GLOBAL, PLACE_FIELD, PLACE_INT, PLACE_INDEX };
// Evaluates object and key of an EXPR_INDEX into registers as far as needed. [object] >= 0: the
// object is in that register already.
Place code_place(Emitter *e, Expr *x, int object);
// Reads it into register [dest].
void code_load_place(Emitter *e, const Place *place, int dest);

// codegen_call.c: a table constructor.
void code_table(Emitter *e, Expr *x, int dest);
// Calls the function whose first register [func] is in place (after SELF: with its object), with
// the arguments of [x].
void code_call_arguments(Emitter *e, const Expr *x, int func, int wanted);
// The method of a method call to [dest], its object to the register behind.
void code_self(Emitter *e, Expr *x, int object, int dest);

// ---- conditions

// Jumps to [list] if the truth of [x] is [sense]; else goes on.
void code_condition(Emitter *e, Expr *x, bool sense, JumpList *list);
// Value of AND, OR, NOT and comparisons.
void code_logical_to(Emitter *e, Expr *x, int dest);

// ---- statements

void code_block(Emitter *e, const Block *block);
// The function of [node] as a child of [parent] (NULL: the main chunk).
Emitter *code_function(Emitter *parent, Lexer *lexer, FunctionNode *node);

#endif
