// SPDX-License-Identifier: MIT
// parser_expr.c: expressions, by precedence climbing.
//
// The line of a node is where 5.4 reports its run-time errors and tells hooks that it is: operators
// at the operator, calls at the opening token of the arguments. 5.4 carries out accesses, and
// brings variables, constants and truth values to where they are used, at the token after which it
// knows the use: the operator, comma or parenthesis that follows. Folding happens as nodes are made
// (fold.h).

#include "src/compiler/fold.h"
#include "src/compiler/parser.h"

Expr *parser_new_expr(Parser *p, enum ExprKind kind, uint32_t line, uint16_t column)
{
    return fold_new_expr(p->arena, kind, line, column);
}

static Expr *new_expr_here(Parser *p, enum ExprKind kind)
{
    return parser_new_expr(p, kind, p->token.end_line, p->token.column);
}

void parser_read(Parser *p, Expr *e)
{
    if ((e->kind != EXPR_INDEX && e->kind != EXPR_UPVALUE) || e->read_line != 0) {
        return;
    }
    if (e->line != p->last_line) {
        e->line = p->last_line;
        e->column = 0;
    }
    e->read_line = p->last_line;
}

void parser_use(Parser *p, Expr *e)
{
    parser_read(p, e);
    if (e->kind == EXPR_AND || e->kind == EXPR_OR) {
        parser_use(p, e->operands.right);
    } else if (e->kind == EXPR_PAREN || (e->kind == EXPR_UNARY && e->op == UNARY_NOT)) {
        parser_use(p, e->operands.left);
    }
    e->read_line = p->last_line;
}

void parser_append_expr(ExprList *list, Expr *e)
{
    if (list->last == NULL) {
        list->first = e;
    } else {
        list->last->next = e;
    }
    list->last = e;
    list->count++;
}

void parser_parse_expr_list(Parser *p, ExprList *list)
{
    parser_append_expr(list, parser_parse_expr(p));
    while (parser_accept(p, TOKEN_COMMA)) {
        parser_use(p, list->last);
        parser_append_expr(list, parser_parse_expr(p));
    }
}

// ---- table constructors

// Entered after the opening bracket.
static Expr *parse_key(Parser *p)
{
    Expr *key = parser_parse_expr(p);
    parser_read(p, key);
    parser_expect(p, TOKEN_BRACKET_CLOSE);
    return key;
}

static void parse_record_item(Parser *p, TableItem *item)
{
    if (p->token.kind == TOKEN_NAME) {
        item->key = new_expr_here(p, EXPR_STRING);
        item->key->string = p->token.string;
        parser_advance(p);
    } else {
        parser_advance(p);
        item->key = parse_key(p);
    }
    parser_expect(p, TOKEN_ASSIGN);
    parser_use(p, item->key);
    item->value = parser_parse_expr(p);
    parser_use(p, item->value);
}

static bool name_begins_record(Parser *p)
{
    if (!p->has_ahead) {
        lexer_next(p->lexer, &p->ahead);
        p->has_ahead = true;
    }
    return p->ahead.kind == TOKEN_ASSIGN;
}

static TableItem *parse_item(Parser *p, Expr *table)
{
    TableItem *item = ARENA_NEW(p->arena, TableItem);
    if (p->token.kind == TOKEN_BRACKET_OPEN ||
        (p->token.kind == TOKEN_NAME && name_begins_record(p))) {
        parse_record_item(p, item);
        table->table.record_count++;
    } else {
        item->value = parser_parse_expr(p);
        table->table.array_count++;
    }
    item->line = p->last_line;
    return item;
}

static Expr *parse_table(Parser *p)
{
    uint32_t line = p->token.end_line;
    Expr *e = parser_new_expr(p, EXPR_TABLE, p->last_line, p->token.column);
    TableItem *last = NULL; // positional one
    TableItem **link = &e->table.first;
    parser_advance(p);
    while (p->token.kind != TOKEN_BRACE_CLOSE) {
        if (last != NULL && last->next == NULL) {
            parser_use(p, last->value);
        }
        *link = parse_item(p, e);
        last = (*link)->key == NULL ? *link : last;
        link = &(*link)->next;
        if (!parser_accept(p, TOKEN_COMMA) && !parser_accept(p, TOKEN_SEMICOLON)) {
            break;
        }
    }
    parser_expect_close(p, TOKEN_BRACE_CLOSE, TOKEN_BRACE_OPEN, line);
    if (last != NULL) {
        last->line = p->last_line;
        if (last->next == NULL) {
            parser_use(p, last->value);
        }
    }
    return e;
}

// ---- names and what follows them

static Expr *parse_primary(Parser *p)
{
    uint32_t line = p->token.end_line;
    if (p->token.kind == TOKEN_NAME) {
        AstString *name = p->token.string;
        uint16_t column = p->token.column;
        parser_advance(p);
        return resolve_name(p, name, line, column);
    }
    if (p->token.kind != TOKEN_PAREN_OPEN) {
        parser_fail(p, "unexpected symbol");
    }
    parser_advance(p);
    Expr *inner = parser_parse_expr(p);
    parser_expect_close(p, TOKEN_PAREN_CLOSE, TOKEN_PAREN_OPEN, line);
    parser_read(p, inner);
    p->paren = fold_paren(p->arena, inner);
    return (Expr *)p->paren;
}

Expr *parser_parse_field(Parser *p, Expr *object)
{
    parser_use(p, object);
    Expr *e = new_expr_here(p, EXPR_INDEX);
    parser_advance(p);
    Expr *key = new_expr_here(p, EXPR_STRING);
    key->string = parser_expect_name(p);
    parser_use(p, key);
    e->index.object = object;
    e->index.key = key;
    return e;
}

static Expr *parse_index(Parser *p, Expr *object)
{
    if (object->kind != EXPR_UPVALUE) { // which is read after the key
        parser_use(p, object);
    }
    Expr *e = new_expr_here(p, EXPR_INDEX);
    parser_advance(p);
    e->index.object = object;
    e->index.key = parse_key(p);
    parser_use(p, e->index.key);
    parser_use(p, object);
    return e;
}

static void parse_arguments(Parser *p, Expr *call)
{
    ExprList *arguments = &call->call.arguments;
    call->line = p->token.end_line;
    call->column = p->token.column;
    if (p->token.kind == TOKEN_STRING) {
        Expr *text = new_expr_here(p, EXPR_STRING);
        text->string = p->token.string;
        parser_advance(p);
        parser_append_expr(arguments, text);
    } else if (p->token.kind == TOKEN_BRACE_OPEN) {
        parser_append_expr(arguments, parse_table(p));
    } else if (p->token.kind == TOKEN_PAREN_OPEN) {
        parser_advance(p);
        if (p->token.kind != TOKEN_PAREN_CLOSE) {
            parser_parse_expr_list(p, arguments);
        }
        parser_expect_close(p, TOKEN_PAREN_CLOSE, TOKEN_PAREN_OPEN, call->line);
    } else {
        parser_fail(p, "function arguments expected");
    }
    if (arguments->last != NULL) {
        parser_use(p, arguments->last);
    }
}

static Expr *parse_call(Parser *p, Expr *function)
{
    Expr *e = new_expr_here(p, EXPR_CALL);
    parser_use(p, function);
    e->call.function = function;
    parse_arguments(p, e);
    return e;
}

static Expr *parse_method(Parser *p, Expr *object)
{
    Expr *e = new_expr_here(p, EXPR_METHOD);
    parser_advance(p);
    e->call.function = object;
    e->call.name = parser_expect_name(p);
    parser_use(p, object);
    parse_arguments(p, e);
    return e;
}

Expr *parser_parse_suffixed(Parser *p)
{
    Expr *e = parse_primary(p);
    for (;;) {
        switch (p->token.kind) {
        case TOKEN_DOT:
            e = parser_parse_field(p, e);
            break;
        case TOKEN_BRACKET_OPEN:
            e = parse_index(p, e);
            break;
        case TOKEN_COLON:
            e = parse_method(p, e);
            break;
        case TOKEN_PAREN_OPEN:
        case TOKEN_STRING:
        case TOKEN_BRACE_OPEN:
            e = parse_call(p, e);
            break;
        default:
            return e;
        }
    }
}

// ---- operands

static Expr *parse_literal(Parser *p, enum ExprKind kind)
{
    Expr *e = new_expr_here(p, kind);
    if (kind == EXPR_INTEGER) {
        e->integer = p->token.integer;
    } else if (kind == EXPR_FLOAT) {
        e->number = p->token.number;
    } else if (kind == EXPR_STRING) {
        e->string = p->token.string;
    } else if (kind == EXPR_VARARG && !p->function->node->is_vararg) {
        parser_fail(p, "cannot use '...' outside a vararg function");
    }
    if (kind == EXPR_VARARG) {
        e->line = p->last_line;
    }
    parser_advance(p);
    return e;
}

static Expr *parse_operand(Parser *p)
{
    switch (p->token.kind) {
    case TOKEN_INTEGER:
        return parse_literal(p, EXPR_INTEGER);
    case TOKEN_FLOAT:
        return parse_literal(p, EXPR_FLOAT);
    case TOKEN_STRING:
        return parse_literal(p, EXPR_STRING);
    case TOKEN_NIL:
        return parse_literal(p, EXPR_NIL);
    case TOKEN_TRUE:
        return parse_literal(p, EXPR_TRUE);
    case TOKEN_FALSE:
        return parse_literal(p, EXPR_FALSE);
    case TOKEN_ELLIPSIS:
        return parse_literal(p, EXPR_VARARG);
    case TOKEN_BRACE_OPEN:
        return parse_table(p);
    case TOKEN_FUNCTION: {
        uint16_t column = p->token.column;
        parser_advance(p);
        return parser_parse_function(p, false, p->token.end_line, column);
    }
    default:
        return parser_parse_suffixed(p);
    }
}

// ---- operators

// How tightly an operator binds what stands on either side; a right side that binds less than the
// left groups to the right. [left] 0: no binary operator.
typedef struct Binding {
    uint8_t op; // enum BinaryOp
    uint8_t left;
    uint8_t right;
} Binding;

// clang-format off
static const Binding bindings[TOKEN_COUNT] = {
    [TOKEN_OR] = {BINARY_OR, 1, 1},
    [TOKEN_AND] = {BINARY_AND, 2, 2},
    [TOKEN_EQUAL] = {BINARY_EQ, 3, 3},
    [TOKEN_NOT_EQUAL] = {BINARY_NE, 3, 3},
    [TOKEN_LESS] = {BINARY_LT, 3, 3},
    [TOKEN_LESS_EQUAL] = {BINARY_LE, 3, 3},
    [TOKEN_GREATER] = {BINARY_GT, 3, 3},
    [TOKEN_GREATER_EQUAL] = {BINARY_GE, 3, 3},
    [TOKEN_BAR] = {BINARY_BOR, 4, 4},
    [TOKEN_TILDE] = {BINARY_BXOR, 5, 5},
    [TOKEN_AMPERSAND] = {BINARY_BAND, 6, 6},
    [TOKEN_SHIFT_LEFT] = {BINARY_SHL, 7, 7},
    [TOKEN_SHIFT_RIGHT] = {BINARY_SHR, 7, 7},
    [TOKEN_CONCAT] = {BINARY_CONCAT, 9, 8},
    [TOKEN_PLUS] = {BINARY_ADD, 10, 10},
    [TOKEN_MINUS] = {BINARY_SUB, 10, 10},
    [TOKEN_STAR] = {BINARY_MUL, 11, 11},
    [TOKEN_SLASH] = {BINARY_DIV, 11, 11},
    [TOKEN_DOUBLE_SLASH] = {BINARY_IDIV, 11, 11},
    [TOKEN_PERCENT] = {BINARY_MOD, 11, 11},
    [TOKEN_CARET] = {BINARY_POW, 14, 13},
};
// clang-format on

#define UNARY_BINDING 12 // between the factors and '^'

static Expr *parse_binding(Parser *p, int limit);

static Expr *parse_unary(Parser *p, enum UnaryOp op)
{
    uint32_t line = p->token.end_line;
    uint16_t column = p->token.column;
    parser_advance(p);
    Expr *operand = parse_binding(p, UNARY_BINDING);
    parser_use(p, operand);
    return fold_unary(p->arena, op, operand, op == UNARY_NOT ? p->last_line : line, column);
}

static Expr *parse_left_operand(Parser *p)
{
    switch (p->token.kind) {
    case TOKEN_NOT:
        return parse_unary(p, UNARY_NOT);
    case TOKEN_MINUS:
        return parse_unary(p, UNARY_MINUS);
    case TOKEN_TILDE:
        return parse_unary(p, UNARY_BNOT);
    case TOKEN_HASH:
        return parse_unary(p, UNARY_LEN);
    default:
        return parse_operand(p);
    }
}

// Where 5.4 reports errors of an operation: comparisons at the end of the right operand,
// concatenations, which are one operation, at the last operator.
static uint32_t operation_line(const Parser *p, enum BinaryOp op, const Expr *right, uint32_t line)
{
    if (op >= BINARY_EQ && op <= BINARY_GE) {
        return p->last_line;
    }
    bool is_chain = op == BINARY_CONCAT && right->kind == EXPR_BINARY && right->op == BINARY_CONCAT;
    return is_chain ? right->line : line;
}
_Static_assert(BINARY_GE == BINARY_EQ + 5, "comparisons stand together");

// Reads an expression up to the first operator that binds its left side no tighter than [limit].
static Expr *parse_binding(Parser *p, int limit)
{
    parser_enter(p);
    Expr *left = parse_left_operand(p);
    for (;;) {
        const Binding *binding = &bindings[p->token.kind];
        if (binding->left <= limit) {
            break;
        }
        uint32_t line = p->token.end_line;
        uint16_t column = p->token.column;
        bool is_operand = fold_is_numeral(left) && binding->op < BINARY_AND &&
                          binding->op != BINARY_CONCAT; // of the instruction
        parser_advance(p);
        if (!is_operand) {
            parser_use(p, left);
        }
        Expr *right = parse_binding(p, binding->right);
        if (is_operand) {
            parser_use(p, left);
        }
        if (binding->op >= BINARY_AND) {
            parser_read(p, right);
        } else {
            parser_use(p, right);
        }
        line = operation_line(p, binding->op, right, line);
        left = fold_binary(p->arena, binding->op, left, right, line, column);
    }
    parser_leave(p);
    return left;
}

Expr *parser_parse_expr(Parser *p)
{
    return parse_binding(p, 0);
}
