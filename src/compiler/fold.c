// SPDX-License-Identifier: MIT
// fold.c: nodes of operators, with constants folded while the nodes are made.
//
// A literal operand belongs to nobody else (uses of a constant variable are copies), so a folded
// result takes its place in the same node.

#include "src/compiler/fold.h"

#include <stddef.h>

#include "vm/base/number.h"

static size_t size_of_expr(enum ExprKind kind)
{
    switch (kind) {
    case EXPR_CALL:
    case EXPR_METHOD:
        return sizeof(Expr);
    case EXPR_INDEX:
    case EXPR_UNARY:
    case EXPR_BINARY:
    case EXPR_AND:
    case EXPR_OR:
    case EXPR_PAREN:
    case EXPR_TABLE:
        return offsetof(Expr, integer) + 2 * sizeof(void *);
    default:
        return offsetof(Expr, integer) + sizeof(lua_Integer);
    }
}

_Static_assert(sizeof(((Expr *)NULL)->index) <= 2 * sizeof(void *), "index fits");
_Static_assert(sizeof(((Expr *)NULL)->operands) <= 2 * sizeof(void *), "operands fit");
_Static_assert(sizeof(((Expr *)NULL)->table) <= 2 * sizeof(void *), "table fits");

Expr *fold_new_expr(Arena *arena, enum ExprKind kind, uint32_t line, uint16_t column)
{
    Expr *e = arena_alloc(arena, size_of_expr(kind));
    e->kind = (uint8_t)kind;
    e->line = line;
    e->column = column;
    return e;
}

static lua_Number to_float(const Expr *e)
{
    return e->kind == EXPR_INTEGER ? (lua_Number)e->integer : e->number;
}

static bool to_integer(const Expr *e, lua_Integer *out)
{
    if (e->kind == EXPR_INTEGER) {
        *out = e->integer;
        return true;
    }
    return number_to_integer(e->number, out);
}

static void set_integer(Expr *e, lua_Integer value)
{
    e->kind = EXPR_INTEGER;
    e->integer = value;
}

// A float zero is not folded: it would lose its sign among the constants of the function. Nor is
// NaN.
static bool try_set_float(Expr *e, lua_Number value)
{
    if (value == 0 || value != value) {
        return false;
    }
    e->kind = EXPR_FLOAT;
    e->number = value;
    return true;
}

// ---- one operand

static bool is_false(const Expr *e)
{
    return e->kind == EXPR_NIL || e->kind == EXPR_FALSE;
}

static bool try_fold_unary(enum UnaryOp op, Expr *operand)
{
    lua_Integer i;
    switch (op) {
    case UNARY_MINUS:
        if (operand->kind == EXPR_INTEGER) {
            set_integer(operand, number_negate(operand->integer));
            return true;
        }
        return operand->kind == EXPR_FLOAT && try_set_float(operand, -operand->number);
    case UNARY_BNOT:
        if (fold_is_numeral(operand) && to_integer(operand, &i)) {
            set_integer(operand, ~i);
            return true;
        }
        return false;
    case UNARY_NOT:
        if (fold_is_constant(operand)) {
            operand->kind = is_false(operand) ? EXPR_TRUE : EXPR_FALSE;
            return true;
        }
        return false;
    default:
        return false;
    }
}

Expr *fold_unary(Arena *arena, enum UnaryOp op, Expr *operand, uint32_t line, uint16_t column)
{
    if (try_fold_unary(op, operand)) {
        return operand;
    }
    Expr *e = fold_new_expr(arena, EXPR_UNARY, line, column);
    e->op = (uint8_t)op;
    e->operands.left = operand;
    return e;
}

// ---- two operands

static bool try_fold_bitwise(enum BinaryOp op, Expr *left, const Expr *right)
{
    lua_Integer a, b;
    if (!to_integer(left, &a) || !to_integer(right, &b)) {
        return false;
    }
    switch (op) {
    case BINARY_BAND:
        set_integer(left, a & b);
        break;
    case BINARY_BOR:
        set_integer(left, a | b);
        break;
    case BINARY_BXOR:
        set_integer(left, a ^ b);
        break;
    case BINARY_SHL:
        set_integer(left, number_shift_left(a, b));
        break;
    default:
        set_integer(left, number_shift_right(a, b));
        break;
    }
    return true;
}

// Everything but / and ^, which always work on floats. The divisor is not zero.
static void fold_integers(enum BinaryOp op, Expr *left, lua_Integer b)
{
    lua_Integer a = left->integer;
    switch (op) {
    case BINARY_ADD:
        left->integer = number_add(a, b);
        break;
    case BINARY_SUB:
        left->integer = number_sub(a, b);
        break;
    case BINARY_MUL:
        left->integer = number_mul(a, b);
        break;
    case BINARY_MOD:
        left->integer = number_mod(a, b);
        break;
    default:
        left->integer = number_floor_div(a, b);
        break;
    }
}

static bool try_fold_floats(enum BinaryOp op, Expr *left, lua_Number b)
{
    lua_Number a = to_float(left);
    switch (op) {
    case BINARY_ADD:
        return try_set_float(left, a + b);
    case BINARY_SUB:
        return try_set_float(left, a - b);
    case BINARY_MUL:
        return try_set_float(left, a * b);
    case BINARY_MOD:
        return try_set_float(left, number_float_mod(a, b));
    case BINARY_POW:
        return try_set_float(left, number_pow(a, b));
    case BINARY_DIV:
        return try_set_float(left, a / b);
    default:
        return try_set_float(left, number_float_floor_div(a, b));
    }
}

static bool try_fold_binary(enum BinaryOp op, Expr *left, const Expr *right)
{
    if (op > BINARY_SHR || !fold_is_numeral(left) || !fold_is_numeral(right)) {
        return false;
    }
    if (op >= BINARY_BAND) {
        return try_fold_bitwise(op, left, right);
    }
    bool divides = op == BINARY_MOD || op == BINARY_DIV || op == BINARY_IDIV;
    if (divides && to_float(right) == 0) {
        return false;
    }
    if (left->kind == EXPR_INTEGER && right->kind == EXPR_INTEGER && op != BINARY_DIV &&
        op != BINARY_POW) {
        fold_integers(op, left, right->integer);
        return true;
    }
    return try_fold_floats(op, left, to_float(right));
}

static Expr *make_logical(Arena *arena, bool is_and, Expr *left, Expr *right, uint32_t line,
                          uint16_t column)
{
    if (fold_is_constant(left) && is_false(left) != is_and) {
        return fold_paren(arena, right); // the left operand never is the value
    }
    Expr *e = fold_new_expr(arena, is_and ? EXPR_AND : EXPR_OR, line, column);
    e->operands.left = left;
    e->operands.right = right;
    return e;
}

Expr *fold_binary(Arena *arena, enum BinaryOp op, Expr *left, Expr *right, uint32_t line,
                  uint16_t column)
{
    if (op == BINARY_AND || op == BINARY_OR) {
        return make_logical(arena, op == BINARY_AND, left, right, line, column);
    }
    if (try_fold_binary(op, left, right)) {
        return left;
    }
    Expr *e = fold_new_expr(arena, EXPR_BINARY, line, column);
    e->op = (uint8_t)op;
    e->operands.left = left;
    e->operands.right = right;
    return e;
}

Expr *fold_paren(Arena *arena, Expr *e)
{
    if (e->kind != EXPR_CALL && e->kind != EXPR_METHOD && e->kind != EXPR_VARARG) {
        return e;
    }
    Expr *paren = fold_new_expr(arena, EXPR_PAREN, e->line, e->column);
    paren->operands.left = e;
    return paren;
}
