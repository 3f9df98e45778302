// SPDX-License-Identifier: MIT
// parser.c: statements, by recursive descent, and the errors of the parser.
//
// Each parse_x is entered with the current token being the first one of x, or the one after its
// keyword where it says so, and leaves the token after x. Statement nodes carry the lines of their
// first and last token. The order in which names are declared, checked and made visible is that of
// the manual (3.5) and, where errors could tell, of 5.4: a variable is declared before its initial
// value is read.

#include "src/compiler/parser.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "src/compiler/blame.h"
#include "src/compiler/compiler.h"
#include "src/compiler/fold.h"

// ---- errors

void parser_fail(Parser *p, const char *message)
{
    lexer_fail_at(p->lexer, &p->token, message);
}

static const char *format_message(Parser *p, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = arena_alloc(p->arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

void parser_fail_near(Parser *p, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = format_message(p, format, arguments);
    va_end(arguments);
    parser_fail(p, message);
}

void parser_fail_plain(Parser *p, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = format_message(p, format, arguments);
    va_end(arguments);
    lexer_fail(p->lexer, p->token.end_line, p->token.column, message, NULL, 0);
}

void parser_fail_depth(Parser *p)
{
    lexer_throw(p->lexer, "C stack overflow", p->token.end_line, p->token.column);
}

// ---- tokens

void parser_expect(Parser *p, enum TokenKind kind)
{
    if (p->token.kind != kind) {
        blame_find_block(p, kind);
        parser_fail_near(p, "%s expected", lexer_token_text(kind));
    }
    parser_advance(p);
}

void parser_expect_close(Parser *p, enum TokenKind kind, enum TokenKind opener, uint32_t line)
{
    if (p->token.kind != kind && line != p->token.end_line) {
        blame_find_block(p, kind);
        parser_fail_near(p, "%s expected (to close %s at line %d)", lexer_token_text(kind),
                         lexer_token_text(opener), (int)line);
    }
    parser_expect(p, kind);
}

AstString *parser_expect_name(Parser *p)
{
    AstString *name = p->token.string;
    parser_expect(p, TOKEN_NAME);
    return name;
}

// ---- blocks

static Stat *parse_statement(Parser *p);

// True at a token that ends a block.
static bool at_block_end(const Parser *p)
{
    switch (p->token.kind) {
    case TOKEN_ELSE:
    case TOKEN_ELSEIF:
    case TOKEN_END:
    case TOKEN_UNTIL:
    case TOKEN_END_OF_TEXT:
        return true;
    default:
        return false;
    }
}

static void append_statement(Parser *p, Stat *stat)
{
    Block *block = p->function->block->block;
    stat->last_line = p->last_line;
    if (block->last == NULL) {
        block->first = stat;
    } else {
        block->last->next = stat;
    }
    block->last = stat;
}

// The statements of the innermost block, up to the token that ends it. Nothing follows a return.
static void parse_statements(Parser *p)
{
    while (!at_block_end(p)) {
        bool is_return = p->token.kind == TOKEN_RETURN;
        Stat *stat = parse_statement(p);
        if (stat != NULL) {
            append_statement(p, stat);
        }
        if (is_return) {
            break;
        }
    }
    p->function->block->block->last_line = p->last_line;
}

static Block *parse_block(Parser *p, Stat *loop)
{
    BlockScope scope;
    resolve_open_block(p, &scope, loop);
    parse_statements(p);
    resolve_close_block(p);
    return scope.block;
}

// Bytes that a statement needs: the frequent small kinds are not given room for the largest.
static size_t size_of_kind(enum StatKind kind)
{
    switch (kind) {
    case STAT_EXPR:
    case STAT_DO:
    case STAT_IF:
        return offsetof(Stat, expr) + sizeof(void *);
    case STAT_BREAK:
    case STAT_GOTO:
        return offsetof(Stat, expr) + sizeof(((Stat *)NULL)->jump);
    default:
        return sizeof(Stat);
    }
}

static Stat *new_stat_at(Parser *p, enum StatKind kind, uint32_t line, uint16_t column)
{
    Stat *stat = arena_alloc(p->arena, size_of_kind(kind));
    stat->kind = (uint8_t)kind;
    stat->line = line;
    stat->column = column;
    return stat;
}

static Stat *new_stat(Parser *p, enum StatKind kind)
{
    return new_stat_at(p, kind, p->token.end_line, p->token.column);
}

// ---- functions

static LocalVar *declare_name(Parser *p)
{
    uint32_t line = p->token.end_line;
    uint16_t column = p->token.column;
    AstString *name = parser_expect_name(p);
    return resolve_declare(p, name, line, column);
}

// The names between the parentheses of a function.
static void parse_params(Parser *p, FunctionNode *node)
{
    if (p->token.kind == TOKEN_PAREN_CLOSE) {
        return;
    }
    do {
        if (parser_accept(p, TOKEN_ELLIPSIS)) {
            node->is_vararg = true;
            return;
        }
        if (p->token.kind != TOKEN_NAME) {
            parser_fail(p, "<name> or '...' expected");
        }
        resolve_append_local(p, &node->params, declare_name(p));
    } while (parser_accept(p, TOKEN_COMMA));
}

static void declare_self(Parser *p, FunctionNode *node)
{
    AstString *name = lexer_intern(p->lexer, "self", 4);
    LocalVar *self = resolve_declare(p, name, p->token.line, p->token.column);
    resolve_append_local(p, &node->params, self);
}

Expr *parser_parse_function(Parser *p, bool is_method, uint32_t line, uint16_t column)
{
    FunctionScope scope;
    BlockScope body;
    Expr *e = parser_new_expr(p, EXPR_FUNCTION, line, column);
    FunctionNode *node = e->function = ARENA_NEW(p->arena, FunctionNode);
    node->line_defined = line;
    resolve_open_function(p, &scope, node);
    resolve_open_block(p, &body, NULL);
    node->body = body.block;
    parser_expect(p, TOKEN_PAREN_OPEN);
    if (is_method) {
        declare_self(p, node);
    }
    parse_params(p, node);
    resolve_activate(p, node->params.count);
    parser_expect(p, TOKEN_PAREN_CLOSE);
    parse_statements(p);
    node->last_line = p->token.end_line;
    parser_expect_close(p, TOKEN_END, TOKEN_FUNCTION, line);
    resolve_close_function(p);
    return e;
}

// ---- values

static Expr *parse_used_expr(Parser *p)
{
    Expr *e = parser_parse_expr(p);
    parser_use(p, e);
    return e;
}

// One or more expressions, which are all used.
static void parse_values(Parser *p, ExprList *values)
{
    parser_parse_expr_list(p, values);
    parser_use(p, values->last);
}

// ---- conditions

// Entered at 'if' or 'elseif' (with its condition) or 'else'.
static IfArm *parse_arm(Parser *p)
{
    IfArm *arm = ARENA_NEW(p->arena, IfArm);
    bool has_condition = p->token.kind != TOKEN_ELSE;
    parser_advance(p);
    if (has_condition) {
        arm->condition = parser_parse_expr(p);
        parser_expect(p, TOKEN_THEN);
        parser_use(p, arm->condition);
    }
    arm->block = parse_block(p, NULL);
    return arm;
}

static Stat *parse_if(Parser *p)
{
    Stat *stat = new_stat(p, STAT_IF);
    IfArm *arm = stat->arms = parse_arm(p);
    while (p->token.kind == TOKEN_ELSEIF) {
        arm = arm->next = parse_arm(p);
    }
    if (p->token.kind == TOKEN_ELSE) {
        arm->next = parse_arm(p);
    }
    parser_expect_close(p, TOKEN_END, TOKEN_IF, stat->line);
    return stat;
}

// ---- loops

static Stat *parse_while(Parser *p)
{
    Stat *stat = new_stat(p, STAT_WHILE);
    parser_advance(p);
    stat->loop.condition = parse_used_expr(p);
    parser_expect(p, TOKEN_DO);
    stat->loop.block = parse_block(p, stat);
    parser_expect_close(p, TOKEN_END, TOKEN_WHILE, stat->line);
    return stat;
}

// The condition stands in the scope of the block.
static Stat *parse_repeat(Parser *p)
{
    BlockScope scope;
    Stat *stat = new_stat(p, STAT_REPEAT);
    parser_advance(p);
    resolve_open_block(p, &scope, stat);
    stat->loop.block = scope.block;
    parse_statements(p);
    parser_expect_close(p, TOKEN_UNTIL, TOKEN_REPEAT, stat->line);
    stat->loop.condition = parse_used_expr(p);
    resolve_close_block(p);
    return stat;
}

// Hidden variables of the two kinds of for loops, as many as in 5.4: they count towards the limit.
#define FOR_NUMBER_HIDDEN 3
#define FOR_IN_HIDDEN 4

static void parse_for_body(Parser *p, Block **body, int variable_count)
{
    parser_expect(p, TOKEN_DO);
    *body = p->function->block->block;
    resolve_activate(p, variable_count);
    parse_statements(p);
    resolve_close_block(p);
}

// Entered at the '='.
static void parse_for_number(Parser *p, Stat *stat, AstString *name, uint32_t line, uint16_t column)
{
    stat->kind = STAT_FOR_NUMBER;
    resolve_declare_hidden(p, FOR_NUMBER_HIDDEN);
    stat->for_number.variable = resolve_declare(p, name, line, column);
    parser_advance(p);
    stat->for_number.init = parse_used_expr(p);
    parser_expect(p, TOKEN_COMMA);
    stat->for_number.limit = parse_used_expr(p);
    if (parser_accept(p, TOKEN_COMMA)) {
        stat->for_number.step = parse_used_expr(p);
    }
    stat->for_number.do_line = p->token.end_line;
    parse_for_body(p, &stat->for_number.block, FOR_NUMBER_HIDDEN + 1);
}

// Entered after the first name.
static void parse_for_in(Parser *p, Stat *stat, AstString *name, uint32_t line, uint16_t column)
{
    LocalList *names = &stat->for_in.names;
    stat->kind = STAT_FOR_IN;
    resolve_declare_hidden(p, FOR_IN_HIDDEN);
    resolve_append_local(p, names, resolve_declare(p, name, line, column));
    while (parser_accept(p, TOKEN_COMMA)) {
        resolve_append_local(p, names, declare_name(p));
    }
    parser_expect(p, TOKEN_IN);
    stat->for_in.values_line = p->token.end_line;
    parse_values(p, &stat->for_in.values);
    stat->for_in.do_line = p->token.end_line;
    parse_for_body(p, &stat->for_in.block, FOR_IN_HIDDEN + names->count);
}

static Stat *parse_for(Parser *p)
{
    BlockScope scope;
    Stat *stat = new_stat(p, STAT_FOR_NUMBER);
    parser_advance(p);
    uint32_t line = p->token.end_line;
    uint16_t column = p->token.column;
    AstString *name = parser_expect_name(p);
    resolve_open_block(p, &scope, stat);
    if (p->token.kind == TOKEN_ASSIGN) {
        parse_for_number(p, stat, name, line, column);
    } else if (p->token.kind == TOKEN_COMMA || p->token.kind == TOKEN_IN) {
        parse_for_in(p, stat, name, line, column);
    } else {
        parser_fail(p, "'=' or 'in' expected");
    }
    parser_expect_close(p, TOKEN_END, TOKEN_FOR, stat->line);
    return stat;
}

// ---- declarations

// <attribute> after the name of a local variable, if there is one.
static enum Attribute parse_attribute(Parser *p)
{
    if (!parser_accept(p, TOKEN_LESS)) {
        return ATTRIBUTE_NONE;
    }
    const AstString *name = parser_expect_name(p);
    parser_expect(p, TOKEN_GREATER);
    if (strcmp(name->bytes, "const") == 0) {
        return ATTRIBUTE_CONST;
    }
    if (strcmp(name->bytes, "close") != 0) {
        parser_fail_plain(p, "unknown attribute '%s'", name->bytes);
    }
    return ATTRIBUTE_CLOSE;
}

static void parse_local_names(Parser *p, LocalList *names)
{
    bool has_close = false;
    do {
        LocalVar *variable = declare_name(p);
        resolve_append_local(p, names, variable);
        variable->attribute = (uint8_t)parse_attribute(p);
        if (variable->attribute == ATTRIBUTE_CLOSE) {
            if (has_close) {
                parser_fail_plain(p, "multiple to-be-closed variables in local list");
            }
            has_close = true;
        }
    } while (parser_accept(p, TOKEN_COMMA));
}

// Entered after 'local'. As in 5.4 only the last of the names can be a constant without register.
static Stat *parse_local(Parser *p, Stat *stat)
{
    LocalList *names = &stat->local.names;
    ExprList *values = &stat->local.values;
    parse_local_names(p, names);
    if (parser_accept(p, TOKEN_ASSIGN)) {
        parse_values(p, values);
    }
    LocalVar *last = names->items[names->count - 1];
    if (last->attribute == ATTRIBUTE_CONST && names->count == values->count &&
        fold_is_constant(values->last)) {
        last->is_constant = true;
        last->constant = values->last;
    }
    resolve_activate(p, names->count);
    return stat;
}

// Entered at 'function'. The name is visible in the function's body.
static Stat *parse_local_function(Parser *p, Stat *stat)
{
    stat->kind = STAT_LOCAL_FUNCTION;
    uint16_t column = p->token.column;
    parser_advance(p);
    stat->function.name = declare_name(p);
    resolve_activate(p, 1);
    stat->function.function = parser_parse_function(p, false, p->token.end_line, column);
    return stat;
}

static Stat *parse_declaration(Parser *p)
{
    Stat *stat = new_stat(p, STAT_LOCAL);
    parser_advance(p);
    return p->token.kind == TOKEN_FUNCTION ? parse_local_function(p, stat) : parse_local(p, stat);
}

static Stat *parse_function_statement(Parser *p)
{
    Stat *stat = new_stat(p, STAT_FUNCTION);
    parser_advance(p);
    uint32_t line = p->token.end_line;
    uint16_t column = p->token.column;
    AstString *name = parser_expect_name(p);
    Expr *target = resolve_name(p, name, line, column);
    while (p->token.kind == TOKEN_DOT) {
        target = parser_parse_field(p, target);
    }
    bool is_method = p->token.kind == TOKEN_COLON;
    if (is_method) {
        target = parser_parse_field(p, target);
    }
    // The body may use other constants: what the target stands for is to be remembered.
    const Expr *constant_use = p->constant_use;
    AstString *constant_name = p->constant_name;
    stat->function.target = target;
    stat->function.function = parser_parse_function(p, is_method, stat->line, stat->column);
    p->constant_use = constant_use;
    p->constant_name = constant_name;
    resolve_assign(p, target);
    return stat;
}

// ---- calls and assignments

static void parse_target(Parser *p, ExprList *targets, Expr *e)
{
    bool is_constant = e == p->constant_use && e != p->paren;
    if ((e->kind != EXPR_LOCAL && e->kind != EXPR_UPVALUE && e->kind != EXPR_INDEX &&
         !is_constant) ||
        e == p->paren) {
        parser_fail(p, "syntax error");
    }
    resolve_assign(p, e);
    parser_append_expr(targets, e);
}

// Entered after the first target. A list of targets may be as long as nesting may be deep, as
// in 5.4.
static void parse_assignment(Parser *p, Stat *stat, Expr *first)
{
    ExprList *targets = &stat->assign.targets;
    int depth = p->depth;
    parse_target(p, targets, first);
    while (parser_accept(p, TOKEN_COMMA)) {
        parse_target(p, targets, parser_parse_suffixed(p));
        parser_enter(p);
    }
    p->depth = depth;
    parser_expect(p, TOKEN_ASSIGN);
    parse_values(p, &stat->assign.values);
}

static Stat *parse_expression_statement(Parser *p)
{
    uint32_t line = p->token.end_line;
    uint16_t column = p->token.column;
    Expr *e = parser_parse_suffixed(p);
    if (p->token.kind == TOKEN_ASSIGN || p->token.kind == TOKEN_COMMA) {
        Stat *stat = new_stat_at(p, STAT_ASSIGN, line, column);
        parse_assignment(p, stat, e);
        return stat;
    }
    if (e->kind != EXPR_CALL && e->kind != EXPR_METHOD) {
        blame_no_statement(p, e);
        parser_fail(p, "syntax error");
    }
    Stat *stat = new_stat_at(p, STAT_EXPR, line, column);
    stat->expr = e;
    return stat;
}

// ---- jumps

static Stat *parse_return(Parser *p)
{
    Stat *stat = new_stat(p, STAT_RETURN);
    parser_advance(p);
    if (!at_block_end(p) && p->token.kind != TOKEN_SEMICOLON) {
        parse_values(p, &stat->values);
    }
    parser_accept(p, TOKEN_SEMICOLON);
    return stat;
}

static Stat *parse_break(Parser *p)
{
    Stat *stat = new_stat(p, STAT_BREAK);
    stat->jump.name = lexer_intern(p->lexer, "break", 5);
    parser_advance(p);
    resolve_break(p, stat);
    return stat;
}

static Stat *parse_goto(Parser *p)
{
    parser_advance(p);
    Stat *stat = new_stat(p, STAT_GOTO); // at the label's name, as in messages of 5.4
    stat->jump.name = parser_expect_name(p);
    resolve_goto(p, stat);
    return stat;
}

static Stat *parse_label_name(Parser *p)
{
    Stat *stat = new_stat(p, STAT_LABEL);
    parser_advance(p);
    stat->label.name = parser_expect_name(p);
    parser_expect(p, TOKEN_DOUBLE_COLON);
    return stat;
}

// Reads a run of labels and semicolons and returns its last label; the others are appended here.
// Whether they stand at the end of the block shows only after the run, and 5.4 checks the last one
// first.
static Stat *parse_labels(Parser *p)
{
    Stat *run = NULL; // the newest first
    while (p->token.kind == TOKEN_DOUBLE_COLON || p->token.kind == TOKEN_SEMICOLON) {
        if (parser_accept(p, TOKEN_SEMICOLON)) {
            continue;
        }
        Stat *stat = parse_label_name(p);
        stat->next = run;
        run = stat;
    }
    bool is_last = at_block_end(p) && p->token.kind != TOKEN_UNTIL;
    Stat *ordered = NULL;
    while (run != NULL) {
        Stat *stat = run;
        run = stat->next;
        resolve_check_label(p, stat);
        resolve_label(p, stat, is_last);
        stat->next = ordered;
        ordered = stat;
    }
    while (ordered->next != NULL) {
        Stat *stat = ordered;
        ordered = stat->next;
        stat->next = NULL;
        append_statement(p, stat);
    }
    return ordered;
}

// ---- statements

static Stat *parse_do(Parser *p)
{
    Stat *stat = new_stat(p, STAT_DO);
    parser_advance(p);
    stat->block = parse_block(p, NULL);
    parser_expect_close(p, TOKEN_END, TOKEN_DO, stat->line);
    return stat;
}

static Stat *parse_statement_of_kind(Parser *p)
{
    switch (p->token.kind) {
    case TOKEN_IF:
        return parse_if(p);
    case TOKEN_WHILE:
        return parse_while(p);
    case TOKEN_DO:
        return parse_do(p);
    case TOKEN_FOR:
        return parse_for(p);
    case TOKEN_REPEAT:
        return parse_repeat(p);
    case TOKEN_FUNCTION:
        return parse_function_statement(p);
    case TOKEN_LOCAL:
        return parse_declaration(p);
    case TOKEN_DOUBLE_COLON:
        return parse_labels(p);
    case TOKEN_RETURN:
        return parse_return(p);
    case TOKEN_BREAK:
        return parse_break(p);
    case TOKEN_GOTO:
        return parse_goto(p);
    default:
        return parse_expression_statement(p);
    }
}

// NULL: an empty statement.
static Stat *parse_statement(Parser *p)
{
    if (parser_accept(p, TOKEN_SEMICOLON)) {
        return NULL;
    }
    parser_enter(p);
    Stat *stat = parse_statement_of_kind(p);
    parser_leave(p);
    return stat;
}

// ---- the chunk

FunctionNode *parser_parse_chunk(Lexer *lexer)
{
    FunctionScope scope;
    BlockScope body;
    Parser parser = {.lexer = lexer, .arena = lexer->arena};
    Parser *p = &parser;
    p->env_name = lexer_intern(lexer, "_ENV", 4);
    FunctionNode *node = ARENA_NEW(p->arena, FunctionNode);
    node->is_vararg = true;
    resolve_open_function(p, &scope, node);
    resolve_open_block(p, &body, NULL);
    resolve_add_env(p);
    node->body = body.block;
    p->token.end_line = lexer->line;
    parser_advance(p);
    parse_statements(p);
    node->last_line = p->last_line;
    if (p->token.kind != TOKEN_END_OF_TEXT) {
        parser_expect(p, TOKEN_END_OF_TEXT);
    }
    resolve_close_function(p);
    return node;
}
