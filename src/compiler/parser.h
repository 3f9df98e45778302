// SPDX-License-Identifier: MIT
// parser.h: what the files of the parser share: the current token and the state of the names.
//
// parser.c reads statements, parser_expr.c expressions; both decide by the current token alone,
// with one more token of lookahead in table constructors. Names are resolved at once (resolve.h).
// Recursion is limited to SYNTAX_DEPTH_MAX levels, or what the C stack has room for; chains of
// operators and suffixes are read in loops.

#ifndef NEAP_COMPILER_PARSER_H
#define NEAP_COMPILER_PARSER_H

#include "lexer/lexer.h"
#include "src/compiler/resolve.h"
#include "vm/base/limits.h"
#include "vm/heap/c_stack.h"

struct Parser {
    Lexer *lexer;
    Arena *arena;
    Token token; // the current one, not consumed yet
    Token ahead; // the one after it, if [has_ahead]
    bool has_ahead;
    uint32_t last_line; // where the last consumed token ends
    int depth;          // of nested statements and expressions

    FunctionScope *function; // innermost
    DeclaredLocal *locals;   // see resolve.h
    int local_count;
    int local_capacity;
    JumpEntry *labels;
    int label_count;
    int label_capacity;
    JumpEntry *gotos;
    int goto_count;
    int goto_capacity;

    const Expr *paren; // the node that was read in parentheses last: no target of an assignment
    const Expr *constant_use; // the node that replaced the use of a constant last,
    AstString *constant_name; // and its name

    AstString *env_name; // "_ENV"
};

// ---- tokens

static inline void parser_advance(Parser *p)
{
    p->last_line = p->token.end_line;
    if (UNLIKELY(p->has_ahead)) {
        p->token = p->ahead;
        p->has_ahead = false;
        return;
    }
    lexer_next(p->lexer, &p->token);
}

static inline bool parser_accept(Parser *p, enum TokenKind kind)
{
    if (p->token.kind != kind) {
        return false;
    }
    parser_advance(p);
    return true;
}

// Consumes a token of that kind or fails with "... expected".
void parser_expect(Parser *p, enum TokenKind kind);
// The same for the token that closes what [opener] began at [line].
void parser_expect_close(Parser *p, enum TokenKind kind, enum TokenKind opener, uint32_t line);
AstString *parser_expect_name(Parser *p);

// ---- errors

// [message], near the current token.
_Noreturn void parser_fail(Parser *p, const char *message);
// A formatted message near the current token, or without "near".
_Noreturn void parser_fail_near(Parser *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
_Noreturn void parser_fail_plain(Parser *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Around everything that recurses.
_Noreturn void parser_fail_depth(Parser *p);
static inline void parser_enter(Parser *p)
{
    if (UNLIKELY(++p->depth > SYNTAX_DEPTH_MAX || c_stack_is_beyond(p->lexer->stack_limit))) {
        parser_fail_depth(p);
    }
}
static inline void parser_leave(Parser *p)
{
    p->depth--;
}

// ---- parser_expr.c

Expr *parser_parse_expr(Parser *p);
// A name or parenthesised expression with its suffixes.
Expr *parser_parse_suffixed(Parser *p);
// One or more expressions, separated by commas.
void parser_parse_expr_list(Parser *p, ExprList *list);
void parser_append_expr(ExprList *list, Expr *e);
Expr *parser_new_expr(Parser *p, enum ExprKind kind, uint32_t line, uint16_t column);
// What was read last makes use of the value of [e]: there the line counts, as in 5.4.
void parser_use(Parser *p, Expr *e);
// An access is carried out there already, whoever uses its value.
void parser_read(Parser *p, Expr *e);
// object.name, where the name is the current token after '.' or ':' at that position.
Expr *parser_parse_field(Parser *p, Expr *object);

// ---- parser.c

// Parameters and body of a function, up to its 'end', whose definition begins at [line].
Expr *parser_parse_function(Parser *p, bool is_method, uint32_t line, uint16_t column);

#endif
