// SPDX-License-Identifier: MIT
// fold.h: nodes of operators, with constants folded while the nodes are made.
//
// Folded is what 5.4 folds, because programs can see it (constants of a Proto, <const> variables
// without register): arithmetic and bitwise operators on numerals, 'not' of a constant, and 'and'
// and 'or' whose left operand decides that the value is the right one. Never folded: division and
// modulo by zero, results that are NaN or a float zero, bitwise operators on floats without integer
// representation, comparison, concatenation, length.

#ifndef NEAP_COMPILER_FOLD_H
#define NEAP_COMPILER_FOLD_H

#include "lexer/arena.h"
#include "src/compiler/ast.h"

static inline bool fold_is_constant(const Expr *e)
{
    return e->kind <= EXPR_STRING;
}

static inline bool fold_is_numeral(const Expr *e)
{
    return e->kind == EXPR_INTEGER || e->kind == EXPR_FLOAT;
}

// A node of that kind. Only as much of struct Expr is allocated as the kind uses, because trees are
// big; so a node is never copied whole, and becomes another kind only among the literals.
Expr *fold_new_expr(Arena *arena, enum ExprKind kind, uint32_t line, uint16_t column);

// The node of [op] applied to [operand] at that position. Literal operands may be reused as the
// result.
Expr *fold_unary(Arena *arena, enum UnaryOp op, Expr *operand, uint32_t line, uint16_t column);

// The same for two operands. BINARY_AND and BINARY_OR make EXPR_AND and EXPR_OR.
Expr *fold_binary(Arena *arena, enum BinaryOp op, Expr *left, Expr *right, uint32_t line,
                  uint16_t column);

// The node of (e): a call or '...' becomes one value, everything else stands for itself.
Expr *fold_paren(Arena *arena, Expr *e);

#endif
