// SPDX-License-Identifier: MIT
// blame.c: which block of a text that does not compile is the wrong one.
//
// A missing 'end' shows only where the text is over, far from the block that lacks it. What tells
// is the indentation: the first 'end' that stands further left than the line that began its block
// belongs to an outer one. (The first that stands further right is one too many.) So the tokens
// up to the error are read once more, without building anything.

#include "src/compiler/blame.h"

#include <stdio.h>

#define HINT_BYTES 72 // of SyntaxPlace

// A block that is open.
typedef struct Opener {
    uint8_t kind;    // of its first token
    bool awaits_do;  // 'while' and 'for'
    uint16_t indent; // column of the first token of its line
    uint32_t line;
    uint8_t test_kind; // IF or ELSEIF: whose 'then' comes next
    uint32_t test_line;
    uint32_t else_if_line; // where an 'else if' begins a block of its own; 0: nowhere
} Opener;

typedef struct Scan {
    Opener open[SYNTAX_DEPTH_MAX];
    int depth;
    uint32_t line;   // where the last token ended
    uint16_t indent; // of that line
    Opener lacking;  // the block whose 'end' stands too far left; line 0: none
    Opener closed;   // likewise too far right
    uint32_t closed_at;
    bool after_else; // the last token was 'else'
} Scan;

static void open_block(Scan *scan, const Token *token)
{
    if (scan->depth < SYNTAX_DEPTH_MAX) {
        scan->open[scan->depth++] =
            (Opener){.kind = token->kind,
                     .awaits_do = token->kind == TOKEN_WHILE || token->kind == TOKEN_FOR,
                     .indent = scan->indent,
                     .line = token->line,
                     .test_kind = token->kind,
                     .test_line = token->line};
    }
}

static void compare_indent(Scan *scan, const Opener *block, const Token *token)
{
    if (block->line == token->line) {
        return;
    }
    if (token->column < block->indent && scan->lacking.line == 0) {
        scan->lacking = *block;
    } else if (token->column > block->indent && scan->closed.line == 0) {
        scan->closed = *block;
        scan->closed_at = token->line;
    }
}

static void read_token(Scan *scan, const Token *token)
{
    bool is_first = token->line != scan->line;
    Opener *top = scan->depth > 0 ? &scan->open[scan->depth - 1] : NULL;
    scan->indent = is_first ? token->column : scan->indent;
    scan->line = token->end_line;
    switch (token->kind) {
    case TOKEN_DO:
        if (top != NULL && top->awaits_do) {
            top->awaits_do = false;
            break;
        }
        open_block(scan, token);
        break;
    case TOKEN_IF:
        if (scan->after_else && !is_first && top != NULL) {
            top->else_if_line = token->line;
        }
        open_block(scan, token);
        break;
    case TOKEN_FUNCTION:
    case TOKEN_WHILE:
    case TOKEN_FOR:
    case TOKEN_REPEAT:
        open_block(scan, token);
        break;
    case TOKEN_ELSEIF:
    case TOKEN_END:
    case TOKEN_UNTIL:
        if (top == NULL) {
            break;
        }
        if (is_first) {
            compare_indent(scan, top, token);
        }
        top->test_kind = token->kind;
        top->test_line = token->line;
        scan->depth -= token->kind != TOKEN_ELSEIF;
        break;
    default:
        break;
    }
    scan->after_else = token->kind == TOKEN_ELSE;
}

static void set_hint(Parser *p, const char *format, const char *text, unsigned line,
                     unsigned other_line)
{
    char *hint = arena_alloc(p->arena, HINT_BYTES);
    snprintf(hint, HINT_BYTES, format, text, line, other_line);
    p->lexer->hint = hint;
}

void blame_no_statement(Parser *p, const Expr *e)
{
    if (e->kind == EXPR_INDEX && e->is_global) {
        set_hint(p, "no statement: %s", e->index.key->string->bytes, 0, 0);
    }
}

static void conclude(Parser *p, const Scan *scan, enum TokenKind expected)
{
    const Opener *top = scan->depth > 0 ? &scan->open[scan->depth - 1] : NULL;
    if (expected == TOKEN_END_OF_TEXT) {
        if (scan->closed.line != 0) {
            set_hint(p, "the %s of line %u is closed in line %u already",
                     lexer_token_text(scan->closed.kind), scan->closed.line, scan->closed_at);
        }
    } else if (expected == TOKEN_THEN && top != NULL) {
        set_hint(p, "the %s of line %u has no 'then'", lexer_token_text(top->test_kind),
                 top->test_line, 0);
    } else if (expected == TOKEN_DO && top != NULL) {
        set_hint(p, "the %s of line %u has no 'do'", lexer_token_text(top->kind), top->line, 0);
    } else if (top != NULL) {
        const Opener *block = scan->lacking.line != 0 ? &scan->lacking : top;
        if (block->else_if_line != 0) {
            set_hint(p, "%s in line %u needs an 'end' of its own; or write elseif", "'else if'",
                     block->else_if_line, 0);
        } else if (block != top) {
            set_hint(p, "the %s of line %u seems to have no 'end'", lexer_token_text(block->kind),
                     block->line, 0);
        } else if (block->line == p->token.end_line) { // else the message says so
            set_hint(p, "the %s of line %u is still open", lexer_token_text(block->kind),
                     block->line, 0);
        }
    }
}

void blame_find_block(Parser *p, enum TokenKind expected)
{
    if (expected != TOKEN_THEN && expected != TOKEN_DO && expected != TOKEN_END &&
        expected != TOKEN_UNTIL && expected != TOKEN_END_OF_TEXT) {
        return;
    }
    Lexer *lexer = p->lexer;
    Scan *scan = ARENA_NEW(p->arena, Scan); // not on the C stack: there may be none left
    Token token;
    lexer->cursor = lexer->line_start = lexer->text;
    lexer->line = 1;
    for (;;) {
        lexer_next(lexer, &token);
        if (token.kind == TOKEN_END_OF_TEXT || token.start >= p->token.start) {
            break;
        }
        read_token(scan, &token);
    }
    conclude(p, scan, expected);
}
