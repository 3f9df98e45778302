// SPDX-License-Identifier: MIT
// lexer.re: the rules of the tokens, for re2c.
//
// The scanner works on a local copy of the cursor, which it stores back when a token is complete or
// when hand-written code (lexer_text.c) goes on reading. The byte at [limit] is zero, so no rule runs
// past the end; a zero before it is an ordinary byte that begins no token. A token that reaches the
// limit is scanned anew with what follows it in the chunk.

#include "lexer/lexer.h"

static inline void begin_token(const Lexer *lexer, Token *token, const char *start)
{
    ptrdiff_t column = start - lexer->line_start + 1;
    token->start = (size_t)(start - lexer->text);
    token->line = token->end_line = lexer->line;
    token->column = column > UINT16_MAX ? UINT16_MAX : (uint16_t)column;
}

// Long because: one rule per token.
void lexer_next(Lexer *lexer, Token *token)
{
    const char *p = lexer->cursor;
    const char *start;
    const char *again;
    enum TokenKind kind;
    for (;;) {
        start = p;
        /*!re2c
        re2c:define:YYCTYPE = "unsigned char";
        re2c:define:YYCURSOR = p;
        re2c:define:YYLIMIT = "lexer->limit";
        re2c:yyfill:enable = 0;
        re2c:eof = 0;

        [ \t\v\f]+ { continue; }
        "\r\n" | "\n\r" | "\n" | "\r" {
            if (UNLIKELY(p == lexer->limit) && (again = lexer_extend(lexer, start)) != NULL) {
                p = again;
                continue;
            }
            lexer->line_start = p;
            lexer->line++;
            continue;
        }
        "--" {
            lexer->cursor = p;
            lexer_skip_comment(lexer);
            p = lexer->cursor;
            continue;
        }
        "and" { kind = TOKEN_AND; goto found; }
        "break" { kind = TOKEN_BREAK; goto found; }
        "do" { kind = TOKEN_DO; goto found; }
        "else" { kind = TOKEN_ELSE; goto found; }
        "elseif" { kind = TOKEN_ELSEIF; goto found; }
        "end" { kind = TOKEN_END; goto found; }
        "false" { kind = TOKEN_FALSE; goto found; }
        "for" { kind = TOKEN_FOR; goto found; }
        "function" { kind = TOKEN_FUNCTION; goto found; }
        "goto" { kind = TOKEN_GOTO; goto found; }
        "if" { kind = TOKEN_IF; goto found; }
        "in" { kind = TOKEN_IN; goto found; }
        "local" { kind = TOKEN_LOCAL; goto found; }
        "nil" { kind = TOKEN_NIL; goto found; }
        "not" { kind = TOKEN_NOT; goto found; }
        "or" { kind = TOKEN_OR; goto found; }
        "repeat" { kind = TOKEN_REPEAT; goto found; }
        "return" { kind = TOKEN_RETURN; goto found; }
        "then" { kind = TOKEN_THEN; goto found; }
        "true" { kind = TOKEN_TRUE; goto found; }
        "until" { kind = TOKEN_UNTIL; goto found; }
        "while" { kind = TOKEN_WHILE; goto found; }
        "+" { kind = TOKEN_PLUS; goto found; }
        "-" { kind = TOKEN_MINUS; goto found; }
        "*" { kind = TOKEN_STAR; goto found; }
        "/" { kind = TOKEN_SLASH; goto found; }
        "//" { kind = TOKEN_DOUBLE_SLASH; goto found; }
        "%" { kind = TOKEN_PERCENT; goto found; }
        "^" { kind = TOKEN_CARET; goto found; }
        "#" { kind = TOKEN_HASH; goto found; }
        "&" { kind = TOKEN_AMPERSAND; goto found; }
        "~" { kind = TOKEN_TILDE; goto found; }
        "|" { kind = TOKEN_BAR; goto found; }
        "<<" { kind = TOKEN_SHIFT_LEFT; goto found; }
        ">>" { kind = TOKEN_SHIFT_RIGHT; goto found; }
        "==" { kind = TOKEN_EQUAL; goto found; }
        "~=" { kind = TOKEN_NOT_EQUAL; goto found; }
        "<=" { kind = TOKEN_LESS_EQUAL; goto found; }
        ">=" { kind = TOKEN_GREATER_EQUAL; goto found; }
        "<" { kind = TOKEN_LESS; goto found; }
        ">" { kind = TOKEN_GREATER; goto found; }
        "=" { kind = TOKEN_ASSIGN; goto found; }
        "(" { kind = TOKEN_PAREN_OPEN; goto found; }
        ")" { kind = TOKEN_PAREN_CLOSE; goto found; }
        "{" { kind = TOKEN_BRACE_OPEN; goto found; }
        "}" { kind = TOKEN_BRACE_CLOSE; goto found; }
        "]" { kind = TOKEN_BRACKET_CLOSE; goto found; }
        "::" { kind = TOKEN_DOUBLE_COLON; goto found; }
        ";" { kind = TOKEN_SEMICOLON; goto found; }
        ":" { kind = TOKEN_COLON; goto found; }
        "," { kind = TOKEN_COMMA; goto found; }
        "." { kind = TOKEN_DOT; goto found; }
        ".." { kind = TOKEN_CONCAT; goto found; }
        "..." { kind = TOKEN_ELLIPSIS; goto found; }
        [a-zA-Z_][a-zA-Z0-9_]* {
            token->string = lexer_intern(lexer, start, (size_t)(p - start));
            kind = TOKEN_NAME;
            goto found;
        }
        "."? [0-9] {
            begin_token(lexer, token, start);
            lexer_read_number(lexer, token);
            return;
        }
        ["'] {
            begin_token(lexer, token, start);
            lexer->cursor = p;
            lexer_read_string(lexer, token);
            return;
        }
        "[" {
            begin_token(lexer, token, start);
            lexer->cursor = p;
            if (lexer_read_long_string(lexer, token)) {
                return;
            }
            p = lexer->cursor; // the text may have moved
            start = p - 1;
            kind = TOKEN_BRACKET_OPEN;
            goto found;
        }
        $ { kind = TOKEN_END_OF_TEXT; goto found; }
        * { kind = TOKEN_UNKNOWN; goto found; }
        */
    found:
        if (LIKELY(p != lexer->limit) || (again = lexer_extend(lexer, start)) == NULL) {
            break;
        }
        p = again;
    }
    lexer->cursor = p;
    begin_token(lexer, token, start);
    token->kind = (uint8_t)kind;
    token->end = (size_t)(p - lexer->text);
}
