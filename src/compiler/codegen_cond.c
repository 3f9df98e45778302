// SPDX-License-Identifier: MIT
// codegen_cond.c: conditions, comparisons, and the values of 'and', 'or' and 'not'.
//
// A condition jumps when its truth is what is asked for and falls through otherwise; no value is
// made. Where the value of 'a and b' is needed, branch_value makes the value of an operand only on
// the way on which it is the result.

#include "src/compiler/codegen.h"

// ---- comparisons

// Opcodes of one comparison for sense true; the one for false follows.
typedef struct CompareForms {
    uint8_t registers;
    uint8_t immediate; // with the constant on the right
    uint8_t mirrored;  // with the constant on the left
    bool swap;         // a > b is b < a
} CompareForms;

static const CompareForms *compare_forms(enum BinaryOp op)
{
    static const CompareForms less = {OP_JUMP_LT, OP_JUMP_LT_IMM, OP_JUMP_GT_IMM, false};
    static const CompareForms less_equal = {OP_JUMP_LE, OP_JUMP_LE_IMM, OP_JUMP_GE_IMM, false};
    static const CompareForms greater = {OP_JUMP_LT, OP_JUMP_GT_IMM, OP_JUMP_LT_IMM, true};
    static const CompareForms greater_equal = {OP_JUMP_LE, OP_JUMP_GE_IMM, OP_JUMP_LE_IMM, true};
    switch (op) {
    case BINARY_LT:
        return &less;
    case BINARY_LE:
        return &less_equal;
    case BINARY_GT:
        return &greater;
    default:
        return &greater_equal;
    }
}
_Static_assert(OP_JUMP_NE == OP_JUMP_EQ + 1 && OP_JUMP_NE_K == OP_JUMP_EQ_K + 1,
               "negations follow");
_Static_assert(OP_JUMP_NLT == OP_JUMP_LT + 1 && OP_JUMP_NLE == OP_JUMP_LE + 1, "negations follow");
_Static_assert(OP_JUMP_NLT_IMM == OP_JUMP_LT_IMM + 1 && OP_JUMP_NGE_IMM == OP_JUMP_GE_IMM + 1,
               "negations follow");

// A number literal that fits the immediate operand of a comparison.
static bool is_immediate(const Expr *x, int *n)
{
    if (x->kind == EXPR_INTEGER && x->integer >= INT16_MIN && x->integer <= INT16_MAX) {
        *n = (int)x->integer;
        return true;
    }
    if (x->kind == EXPR_FLOAT && x->number >= INT16_MIN && x->number <= INT16_MAX &&
        x->number == (lua_Number)(int)x->number) {
        *n = (int)x->number;
        return true;
    }
    return false;
}

static void equality_jump(Emitter *e, Expr *x, bool sense, JumpList *list)
{
    Expr *left = x->operands.left;
    Expr *right = x->operands.right;
    bool equal = (x->op == BINARY_EQ) == sense;
    uint32_t constant;
    if (expr_is_constant(left)) { // the order does not matter: nothing is evaluated
        Expr *other = right;
        right = left;
        left = other;
    }
    int a = code_any(e, left);
    if (code_near_constant(e, right, &constant)) {
        emit_at(e, x->line, x->column);
        emit_jump_short(e, equal ? OP_JUMP_EQ_K : OP_JUMP_NE_K, 0, a, (int)constant, list);
        return;
    }
    int b = code_any(e, right);
    emit_at(e, x->line, x->column);
    emit_jump_short(e, equal ? OP_JUMP_EQ : OP_JUMP_NE, 0, a, b, list);
}

static void order_jump(Emitter *e, Expr *x, bool sense, JumpList *list)
{
    const CompareForms *forms = compare_forms((enum BinaryOp)x->op);
    Expr *left = x->operands.left;
    Expr *right = x->operands.right;
    int n;
    if (is_immediate(right, &n)) {
        int a = code_any(e, left);
        emit_at(e, x->line, x->column);
        emit_jump_short(e, (enum Opcode)(forms->immediate + !sense), right->kind == EXPR_FLOAT, a,
                        n, list);
    } else if (is_immediate(left, &n)) {
        int b = code_any(e, right);
        emit_at(e, x->line, x->column);
        emit_jump_short(e, (enum Opcode)(forms->mirrored + !sense), left->kind == EXPR_FLOAT, b, n,
                        list);
    } else {
        int a = code_any(e, left);
        int b = code_any(e, right);
        emit_at(e, x->line, x->column);
        emit_jump_short(e, (enum Opcode)(forms->registers + !sense), 0, forms->swap ? b : a,
                        forms->swap ? a : b, list);
    }
}

static bool is_comparison(const Expr *x)
{
    return x->kind == EXPR_BINARY && x->op > BINARY_CONCAT;
}

static void comparison_jump(Emitter *e, Expr *x, bool sense, JumpList *list)
{
    int mark = e->free;
    if (x->op == BINARY_EQ || x->op == BINARY_NE) {
        equality_jump(e, x, sense, list);
    } else {
        order_jump(e, x, sense, list);
    }
    e->free = mark;
}

// ---- conditions

static bool is_not(const Expr *x)
{
    return x->kind == EXPR_UNARY && x->op == UNARY_NOT;
}

// The operands of a chain of the same operator, leftmost first.
typedef struct Chain {
    Expr **operands;
    unsigned count;
} Chain;

static Chain collect_chain(Emitter *e, Expr *x)
{
    unsigned count = 1;
    for (const Expr *at = x; at->kind == x->kind; at = at->operands.left) {
        count++;
    }
    Chain chain = {emit_alloc(e, count * sizeof(Expr *)), count};
    Expr *at = x;
    while (--count > 0) {
        chain.operands[count] = at->operands.right;
        at = at->operands.left;
    }
    chain.operands[0] = at;
    return chain;
}

// 'and' is false as soon as one operand is; 'or' the other way round.
static void chain_condition(Emitter *e, Expr *x, bool sense, JumpList *list)
{
    bool decisive = x->kind == EXPR_OR; // truth of an operand that decides
    Chain chain = collect_chain(e, x);
    JumpList decided = {NULL};
    for (unsigned i = 0; i < chain.count; i++) {
        bool is_last = i + 1 == chain.count;
        if (sense == decisive) {
            code_condition(e, chain.operands[i], sense, list);
        } else if (is_last) {
            code_condition(e, chain.operands[i], sense, list);
        } else {
            code_condition(e, chain.operands[i], decisive, &decided);
        }
    }
    emit_bind_here(e, &decided);
}

void code_condition(Emitter *e, Expr *x, bool sense, JumpList *list)
{
    uint32_t line = x->read_line;
    code_enter(e, x);
    while (is_not(x)) {
        x = x->operands.left;
        sense = !sense;
    }
    emit_at(e, line, x->column);
    if (expr_is_constant(x)) {
        if (code_is_true(x) == sense) {
            emit_jump(e, OP_JUMP, 0, list);
            e->code[e->count - 1] = ins_ad(OP_JUMP, JUMP_CONDITION, 0, 0);
        }
    } else if (x->kind == EXPR_AND || x->kind == EXPR_OR) {
        chain_condition(e, x, sense, list);
    } else if (is_comparison(x)) {
        comparison_jump(e, x, sense, list);
    } else {
        int mark = e->free;
        int reg = code_any(e, x);
        e->free = mark;
        emit_at(e, line, x->column);
        emit_jump(e, sense ? OP_JUMP_TRUE : OP_JUMP_FALSE, reg, list);
    }
    code_leave(e);
}

// ---- values

static void load_boolean(Emitter *e, bool value, int dest)
{
    emit_abc(e, value ? OP_LOAD_TRUE : OP_LOAD_FALSE, 0, dest, 0, 0);
}

// Where a value of 'and', 'or', 'not' or a comparison goes: to register [dest]. The truth values
// that it may be are made in [line].
typedef struct Destination {
    int dest;
    uint32_t line;
} Destination;

static void branch_value(Emitter *e, Expr *x, Destination to, bool sense, JumpList *list);

static void chain_branch_value(Emitter *e, Expr *x, Destination to, bool sense, JumpList *list)
{
    bool decisive = x->kind == EXPR_OR;
    Chain chain = collect_chain(e, x);
    JumpList decided = {NULL};
    for (unsigned i = 0; i < chain.count; i++) {
        bool is_last = i + 1 == chain.count;
        if (sense == decisive || is_last) {
            branch_value(e, chain.operands[i], to, sense, list);
        } else {
            code_condition(e, chain.operands[i], decisive, &decided);
        }
    }
    emit_bind_here(e, &decided);
}

// If the truth of [x] is [sense], its value is where it goes and the code jumps to [list]; else it
// goes on, with the register unchanged unless it is a temporary.
static void branch_value(Emitter *e, Expr *x, Destination to, bool sense, JumpList *list)
{
    int dest = to.dest;
    code_enter(e, x);
    if (x->kind == EXPR_AND || x->kind == EXPR_OR) {
        chain_branch_value(e, x, to, sense, list);
    } else if (is_not(x) || is_comparison(x)) {
        JumpList other = {NULL};
        code_condition(e, x, !sense, &other);
        emit_at(e, to.line, x->column);
        load_boolean(e, sense, dest);
        emit_jump(e, OP_JUMP, 0, list);
        emit_bind_here(e, &other);
    } else if (expr_is_constant(x)) {
        if (code_is_true(x) == sense) {
            code_to(e, x, dest);
            emit_jump(e, OP_JUMP, 0, list);
        }
    } else {
        int mark = e->free;
        bool in_place = emit_is_temporary(e, dest) && x->kind != EXPR_LOCAL;
        int reg = dest;
        if (in_place) {
            code_to(e, x, dest);
        } else {
            reg = code_any(e, x);
        }
        e->free = mark;
        emit_at(e, x->read_line, x->column);
        if (reg == dest) {
            emit_jump(e, sense ? OP_JUMP_TRUE : OP_JUMP_FALSE, reg, list);
        } else {
            emit_jump_short(e, sense ? OP_JUMP_TRUE_SET : OP_JUMP_FALSE_SET, 0, dest, reg, list);
        }
    }
    code_leave(e);
}

// One boolean out of a condition.
static void condition_to(Emitter *e, Expr *x, int dest)
{
    JumpList is_true = {NULL};
    code_condition(e, x, true, &is_true);
    emit_at(e, x->read_line, x->column);
    if (is_true.first == NULL) { // a constant condition
        load_boolean(e, false, dest);
        return;
    }
    emit_abc(e, OP_LOAD_FALSE_SKIP, 0, dest, 0, 0);
    emit_bind_here(e, &is_true);
    load_boolean(e, true, dest);
    emit_label(e);
}

void code_logical_to(Emitter *e, Expr *x, int dest)
{
    if (x->kind == EXPR_AND || x->kind == EXPR_OR) {
        JumpList decided = {NULL};
        Chain chain = collect_chain(e, x);
        for (unsigned i = 0; i + 1 < chain.count; i++) {
            branch_value(e, chain.operands[i], (Destination){dest, x->read_line},
                         x->kind == EXPR_OR, &decided);
        }
        code_to(e, chain.operands[chain.count - 1], dest);
        emit_bind_here(e, &decided);
        return;
    }
    if (is_not(x) && !is_not(x->operands.left) && !is_comparison(x->operands.left) &&
        x->operands.left->kind != EXPR_AND && x->operands.left->kind != EXPR_OR) {
        int mark = e->free;
        int reg = code_any(e, x->operands.left);
        emit_at(e, x->line, x->column);
        emit_abc(e, OP_NOT, 0, dest, reg, 0);
        e->free = mark;
        return;
    }
    condition_to(e, x, dest);
}
