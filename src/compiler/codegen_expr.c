// SPDX-License-Identifier: MIT
// codegen_expr.c: expressions: literals, variables, accesses, operators, lists.

#include "src/compiler/codegen.h"
#include "vm/base/limits.h"
#include "vm/heap/c_stack.h"

// Expressions nested in one another: more than the parser's limit lets through on the right-hand
// side, and a bound for chains of comparisons, which lean to the left.
#define DEPTH_MAX 1000

void code_enter(Emitter *e, const Expr *x)
{
    if (++e->depth > DEPTH_MAX || c_stack_is_beyond(e->lexer->stack_limit)) {
        emit_at(e, x->line, x->column);
        emit_fail(e, "C stack overflow");
    }
}

// ---- constants

Constant code_constant_of(const Expr *x)
{
    switch (x->kind) {
    case EXPR_TRUE:
        return (Constant){.kind = CONSTANT_TRUE};
    case EXPR_FALSE:
        return (Constant){.kind = CONSTANT_FALSE};
    case EXPR_INTEGER:
        return (Constant){.kind = CONSTANT_INTEGER, .integer = x->integer};
    case EXPR_FLOAT:
        return (Constant){.kind = CONSTANT_FLOAT, .number = x->number};
    case EXPR_STRING:
        return (Constant){.kind = CONSTANT_STRING, .string = x->string};
    default:
        return (Constant){.kind = CONSTANT_NIL};
    }
}

bool code_near_constant(Emitter *e, const Expr *x, uint32_t *index)
{
    if (!expr_is_constant(x)) {
        return false;
    }
    *index = emit_constant(e, code_constant_of(x));
    return emit_constant_is_near(*index);
}

bool code_is_key(Emitter *e, const Expr *x, uint32_t *index)
{
    return x->kind == EXPR_STRING && x->string->length <= STRING_SHORT_MAX &&
           code_near_constant(e, x, index);
}

static void load_constant(Emitter *e, const Expr *x, int dest)
{
    emit_ad(e, OP_LOAD_CONST, dest, (int32_t)emit_constant(e, code_constant_of(x)));
}

static void load_float(Emitter *e, const Expr *x, int dest)
{
    lua_Number n = x->number;
    bool fits = n >= INT32_MIN && n <= INT32_MAX && (lua_Number)(int32_t)n == n;
    bool is_negative_zero = n == 0 && 1 / n < 0;
    if (fits && !is_negative_zero) {
        emit_ad(e, OP_LOAD_FLOAT, dest, (int32_t)n);
    } else {
        load_constant(e, x, dest);
    }
}

static void load_literal(Emitter *e, const Expr *x, int dest)
{
    switch (x->kind) {
    case EXPR_NIL:
        emit_nil(e, dest, 1);
        break;
    case EXPR_TRUE:
        emit_abc(e, OP_LOAD_TRUE, 0, dest, 0, 0);
        break;
    case EXPR_FALSE:
        emit_abc(e, OP_LOAD_FALSE, 0, dest, 0, 0);
        break;
    case EXPR_INTEGER:
        if (x->integer >= INT32_MIN && x->integer <= INT32_MAX) {
            emit_ad(e, OP_LOAD_INT, dest, (int32_t)x->integer);
        } else {
            load_constant(e, x, dest);
        }
        break;
    case EXPR_FLOAT:
        load_float(e, x, dest);
        break;
    default:
        load_constant(e, x, dest);
    }
}

// ---- accesses

Place code_place(Emitter *e, Expr *x, int object)
{
    Expr *base = x->index.object;
    Expr *key = x->index.key;
    uint32_t index;
    if (object < 0 && base->kind == EXPR_UPVALUE && code_is_key(e, key, &index)) {
        return (Place){PLACE_GLOBAL, base->upvalue, (int)index};
    }
    bool is_int = key->kind == EXPR_INTEGER && key->integer >= 1 && key->integer <= UINT16_MAX;
    if (object < 0 && base->kind == EXPR_UPVALUE && !is_int) { // after the key, which may set it
        int reg = code_any(e, key);
        return (Place){PLACE_INDEX, code_any(e, base), reg};
    }
    int table = object < 0 ? code_any(e, base) : object;
    if (code_is_key(e, key, &index)) {
        return (Place){PLACE_FIELD, table, (int)index};
    }
    if (is_int) {
        return (Place){PLACE_INT, table, (int)key->integer};
    }
    return (Place){PLACE_INDEX, table, code_any(e, key)};
}

void code_load_place(Emitter *e, const Place *place, int dest)
{
    switch (place->kind) {
    case PLACE_GLOBAL:
        emit_key(e, OP_GET_GLOBAL, dest, place->table, (uint32_t)place->key);
        break;
    case PLACE_FIELD:
        emit_key(e, OP_GET_FIELD, dest, place->table, (uint32_t)place->key);
        break;
    case PLACE_INT:
        emit_abc(e, OP_GET_INT, 0, dest, place->table, place->key);
        break;
    default:
        emit_abc(e, OP_GET_INDEX, 0, dest, place->table, place->key);
    }
}

// A register for what is on the way to [dest]: itself if it is a temporary.
static int scratch_for(Emitter *e, int dest)
{
    return emit_is_temporary(e, dest) ? dest : emit_reserve(e, 1);
}

// ---- chains of accesses and calls

static bool is_postfix(const Expr *x)
{
    return x->kind == EXPR_INDEX || x->kind == EXPR_CALL || x->kind == EXPR_METHOD;
}

static Expr *postfix_inner(const Expr *x)
{
    return x->kind == EXPR_INDEX ? x->index.object : x->call.function;
}

// The nodes from [x] inwards as an array, innermost last.
typedef struct Spine {
    Expr **nodes;
    unsigned count;
} Spine;

static Spine collect(Emitter *e, Expr *x, bool (*belongs)(const Expr *),
                     Expr *(*inner)(const Expr *))
{
    Spine spine = {NULL, 0};
    for (Expr *at = x; belongs(at); at = inner(at)) {
        spine.count++;
    }
    spine.nodes = emit_alloc(e, spine.count * sizeof *spine.nodes);
    unsigned i = 0;
    for (Expr *at = x; belongs(at); at = inner(at)) {
        spine.nodes[i++] = at;
    }
    return spine;
}

// One call of a chain; the function, or a method's object, is in register [inner] (-1: not
// evaluated yet). The call is placed at [func], the next register to be reserved. Results: [wanted]
// from there.
static void call_link(Emitter *e, Expr *x, int inner, int func, int wanted)
{
    e->free = func;
    if (x->kind == EXPR_METHOD) {
        if (inner < 0) {
            inner = code_any(e, x->call.function);
            e->free = func;
        }
        emit_reserve(e, 2);
        code_self(e, x, inner, func);
    } else if (inner < 0) {
        code_next(e, x->call.function);
    } else {
        emit_reserve(e, 1);
        if (inner != func) {
            emit_at(e, x->line, x->column);
            emit_abc(e, OP_MOVE, 0, func, inner, 0);
        }
    }
    code_call_arguments(e, x, func, wanted);
}

// Evaluates all links but the outermost; returns the register of the result, or -1 if there are
// none.
static int inner_links(Emitter *e, const Spine *spine, int scratch)
{
    int at = -1;
    for (unsigned i = spine->count; i-- > 1;) {
        Expr *x = spine->nodes[i];
        if (x->kind == EXPR_INDEX) {
            e->free = scratch + 1;
            Place place = code_place(e, x, at);
            emit_at(e, x->line, x->column);
            code_load_place(e, &place, scratch);
            e->free = scratch + 1;
        } else {
            call_link(e, x, at, scratch, 1);
        }
        at = scratch;
    }
    return at;
}

static void index_to(Emitter *e, Expr *x, int dest)
{
    int mark = e->free;
    Spine spine = collect(e, x, is_postfix, postfix_inner);
    int at = -1;
    if (spine.count > 1) {
        bool on_top = emit_is_temporary(e, dest) && dest + 1 == e->free;
        at = inner_links(e, &spine, on_top ? dest : emit_reserve(e, 1));
    }
    Place place = code_place(e, x, at);
    emit_at(e, x->line, x->column);
    code_load_place(e, &place, dest);
    e->free = mark;
}

static int call_at_top(Emitter *e, Expr *x, int wanted)
{
    int func = e->free;
    Spine spine = collect(e, x, is_postfix, postfix_inner);
    int at = spine.count > 1 ? inner_links(e, &spine, emit_reserve(e, 1)) : -1;
    call_link(e, x, at, func, wanted);
    return func;
}

int code_multi(Emitter *e, Expr *x, int wanted)
{
    int first;
    if (x->kind == EXPR_VARARG) {
        first = e->free;
        emit_at(e, x->line, x->column);
        emit_abc(e, OP_VARARG, 0, first, 0, wanted + 1);
    } else {
        first = call_at_top(e, x, wanted);
    }
    e->free = first;
    emit_reserve(e, wanted == LUA_MULTRET ? 1 : wanted);
    return first;
}

static void call_to(Emitter *e, Expr *x, int dest)
{
    int mark = e->free;
    if (emit_is_temporary(e, dest) && dest + 1 == mark) {
        e->free = dest;
        call_at_top(e, x, 1);
    } else {
        int result = call_at_top(e, x, 1);
        emit_at(e, x->read_line, x->column);
        emit_abc(e, OP_MOVE, 0, dest, result, 0);
    }
    e->free = mark;
}

// ---- operators

static bool is_arithmetic(const Expr *x)
{
    return x->kind == EXPR_BINARY && x->op <= BINARY_SHR;
}

static Expr *left_operand(const Expr *x)
{
    return x->operands.left;
}

// Register-register form; the constant forms follow it in the order of opcodes.def.
static enum Opcode arithmetic_opcode(enum BinaryOp op)
{
    static const uint8_t opcodes[] = {
        [BINARY_ADD] = OP_ADD,   [BINARY_SUB] = OP_SUB,   [BINARY_MUL] = OP_MUL,
        [BINARY_MOD] = OP_MOD,   [BINARY_POW] = OP_POW,   [BINARY_DIV] = OP_DIV,
        [BINARY_IDIV] = OP_IDIV, [BINARY_BAND] = OP_BAND, [BINARY_BOR] = OP_BOR,
        [BINARY_BXOR] = OP_BXOR, [BINARY_SHL] = OP_SHL,   [BINARY_SHR] = OP_SHR,
    };
    return (enum Opcode)opcodes[op];
}
#define FORM_RK 1
#define FORM_KR 2
_Static_assert(OP_ADD_RK == OP_ADD + FORM_RK && OP_ADD_KR == OP_ADD + FORM_KR, "forms in order");
_Static_assert(OP_SHR_RK == OP_SHR + FORM_RK && OP_SHR_KR == OP_SHR + FORM_KR, "forms in order");

static bool is_number(const Expr *x)
{
    return x->kind == EXPR_INTEGER || x->kind == EXPR_FLOAT;
}

// x + 5, 5 + x, x - 5 as ADD_IMM. Subtracting 0 is no addition of 0: it keeps -0.0.
static bool try_immediate(Emitter *e, const Expr *x, const Expr *number, int other, int dest,
                          bool number_is_left)
{
    if (number->kind != EXPR_INTEGER || number->integer < -INT16_MAX ||
        number->integer > INT16_MAX) {
        return false;
    }
    int n = (int)number->integer;
    emit_at(e, x->line, x->column);
    if (x->op == BINARY_ADD) {
        emit_abc(e, OP_ADD_IMM, number_is_left ? 2 : 0, dest, other, n);
        return true;
    }
    if (x->op == BINARY_SUB && !number_is_left && n != 0) {
        emit_abc(e, OP_ADD_IMM, 1, dest, other, -n);
        return true;
    }
    return false;
}

// Emits dest := left op right. [left] < 0: the left operand is the number literal x->left.
static void arithmetic_link(Emitter *e, Expr *x, int left, int dest)
{
    enum Opcode op = arithmetic_opcode((enum BinaryOp)x->op);
    Expr *right = x->operands.right;
    uint32_t constant = 0;
    if (left < 0) {
        int b = code_any(e, right);
        if (try_immediate(e, x, x->operands.left, b, dest, true)) {
            return;
        }
        code_near_constant(e, x->operands.left, &constant);
        emit_at(e, x->line, x->column);
        emit_abc(e, op + FORM_KR, 0, dest, (int)constant, b);
        return;
    }
    if (is_number(right)) {
        if (try_immediate(e, x, right, left, dest, false)) {
            return;
        }
        if (code_near_constant(e, right, &constant)) {
            emit_at(e, x->line, x->column);
            emit_abc(e, op + FORM_RK, 0, dest, left, (int)constant);
            return;
        }
    }
    int b = code_any(e, right);
    emit_at(e, x->line, x->column);
    emit_abc(e, op, 0, dest, left, b);
}

static void arithmetic_to(Emitter *e, Expr *x, int dest)
{
    int mark = e->free;
    Spine spine = collect(e, x, is_arithmetic, left_operand);
    Expr *innermost = spine.nodes[spine.count - 1];
    Expr *leaf = innermost->operands.left;
    uint32_t constant;
    int scratch = -1;
    int at;
    if (leaf->kind == EXPR_LOCAL) {
        at = leaf->local->reg;
    } else if (is_number(leaf) && !is_number(innermost->operands.right) &&
               code_near_constant(e, leaf, &constant)) {
        at = -1;
    } else {
        scratch = scratch_for(e, dest);
        code_to(e, leaf, scratch);
        at = scratch;
    }
    for (unsigned i = spine.count; i-- > 1;) {
        if (scratch < 0) {
            scratch = scratch_for(e, dest);
        }
        int inner_mark = e->free;
        arithmetic_link(e, spine.nodes[i], at, scratch);
        e->free = inner_mark;
        at = scratch;
    }
    arithmetic_link(e, x, at, dest);
    e->free = mark;
}

static bool is_concat(const Expr *x)
{
    return x->kind == EXPR_BINARY && x->op == BINARY_CONCAT;
}

// a .. (b .. c) as one instruction over consecutive registers.
static void concat_to(Emitter *e, Expr *x, int dest)
{
    int mark = e->free;
    int first = emit_is_temporary(e, dest) && dest + 1 == mark ? dest : emit_reserve(e, 1);
    code_to(e, x->operands.left, first);
    int count = 1;
    Expr *right = x->operands.right;
    for (; is_concat(right); right = right->operands.right, count++) {
        code_next(e, right->operands.left);
    }
    code_next(e, right);
    count++;
    emit_at(e, x->line, x->column);
    emit_abc(e, OP_CONCAT, 0, first, count, 0);
    if (first != dest) {
        emit_at(e, x->read_line, x->column);
        emit_abc(e, OP_MOVE, 0, dest, first, 0);
    }
    e->free = mark;
}

static void unary_to(Emitter *e, Expr *x, int dest)
{
    static const uint8_t opcodes[] = {
        [UNARY_MINUS] = OP_UNM, [UNARY_BNOT] = OP_BNOT, [UNARY_NOT] = OP_NOT, [UNARY_LEN] = OP_LEN};
    int mark = e->free;
    int operand;
    if (x->operands.left->kind == EXPR_LOCAL) {
        operand = x->operands.left->local->reg;
    } else {
        operand = scratch_for(e, dest);
        code_to(e, x->operands.left, operand);
    }
    emit_at(e, x->line, x->column);
    emit_abc(e, (enum Opcode)opcodes[x->op], 0, dest, operand, 0);
    e->free = mark;
}

// ---- any expression

static void function_to(Emitter *e, Expr *x, int dest)
{
    Emitter *child = code_function(e, e->lexer, x->function);
    if (e->last_child == NULL) {
        e->children = child;
    } else {
        e->last_child->next_sibling = child;
    }
    e->last_child = child;
    emit_at(e, x->function->last_line, 0);
    emit_ad(e, OP_CLOSURE, dest, (int32_t)e->child_count++);
}

static bool is_logical(const Expr *x)
{
    return x->kind == EXPR_AND || x->kind == EXPR_OR ||
           (x->kind == EXPR_BINARY && x->op > BINARY_CONCAT) ||
           (x->kind == EXPR_UNARY && x->op == UNARY_NOT);
}

static void operation_to(Emitter *e, Expr *x, int dest)
{
    if (is_logical(x)) {
        code_logical_to(e, x, dest);
    } else if (x->kind == EXPR_UNARY) {
        unary_to(e, x, dest);
    } else if (x->op == BINARY_CONCAT) {
        concat_to(e, x, dest);
    } else {
        arithmetic_to(e, x, dest);
    }
}

void code_to(Emitter *e, Expr *x, int dest)
{
    code_enter(e, x);
    bool is_variable_or_constant = expr_is_constant(x) || x->kind == EXPR_LOCAL;
    emit_at(e, is_variable_or_constant ? x->read_line : x->line, x->column);
    switch ((enum ExprKind)x->kind) {
    case EXPR_NIL:
    case EXPR_TRUE:
    case EXPR_FALSE:
    case EXPR_INTEGER:
    case EXPR_FLOAT:
    case EXPR_STRING:
        load_literal(e, x, dest);
        break;
    case EXPR_VARARG:
        emit_abc(e, OP_VARARG, 0, dest, 0, 2);
        break;
    case EXPR_FUNCTION:
        function_to(e, x, dest);
        break;
    case EXPR_LOCAL:
        if (x->local->reg != dest) {
            emit_abc(e, OP_MOVE, 0, dest, x->local->reg, 0);
        }
        break;
    case EXPR_UPVALUE:
        emit_abc(e, OP_GET_UPVALUE, 0, dest, x->upvalue, 0);
        break;
    case EXPR_INDEX:
        index_to(e, x, dest);
        break;
    case EXPR_CALL:
    case EXPR_METHOD:
        call_to(e, x, dest);
        break;
    case EXPR_UNARY:
    case EXPR_BINARY:
    case EXPR_AND:
    case EXPR_OR:
        operation_to(e, x, dest);
        break;
    case EXPR_TABLE:
        code_table(e, x, dest);
        break;
    case EXPR_PAREN:
        code_to(e, x->operands.left, dest);
        break;
    }
    code_leave(e);
}

int code_next(Emitter *e, Expr *x)
{
    int reg = emit_reserve(e, 1);
    code_to(e, x, reg);
    return reg;
}

int code_any(Emitter *e, Expr *x)
{
    return x->kind == EXPR_LOCAL ? x->local->reg : code_next(e, x);
}

void code_discard(Emitter *e, Expr *x)
{
    int mark = e->free;
    if (x->kind == EXPR_CALL || x->kind == EXPR_METHOD) {
        code_multi(e, x, 0);
    } else {
        code_next(e, x);
    }
    e->free = mark;
}

// ---- lists

bool code_list(Emitter *e, const ExprList *list, int wanted)
{
    int done = 0;
    for (Expr *x = list->first; x != NULL; x = x->next, done++) {
        bool is_last = x->next == NULL;
        if (is_last && wanted == LUA_MULTRET && expr_is_multi(x)) {
            code_multi(e, x, LUA_MULTRET);
            return true;
        }
        if (wanted != LUA_MULTRET && done >= wanted) {
            code_discard(e, x);
        } else if (is_last && wanted - done > 1 && expr_is_multi(x)) {
            code_multi(e, x, wanted - done);
            return false;
        } else {
            code_next(e, x);
        }
    }
    if (done < wanted) {
        if (list->last != NULL) {
            emit_at(e, list->last->read_line, 0);
        }
        int first = emit_reserve(e, wanted - done);
        emit_nil(e, first, wanted - done);
    }
    return false;
}
