// SPDX-License-Identifier: MIT
// lexer.re: the rules of the tokens, for re2c.

#include "lexer/lexer.h"

static void symbol(Lexer *lexer, Token *token, enum TokenKind kind)
{
    token->kind = (uint8_t)kind;
    token->end = lexer->cursor;
}

static void begin_token(const Lexer *lexer, Token *token)
{
    ptrdiff_t column = lexer->cursor - lexer->line_start + 1;
    token->start = lexer->cursor;
    token->line = token->end_line = lexer->line;
    token->column = column > UINT16_MAX ? UINT16_MAX : (uint16_t)column;
}

void lexer_next(Lexer *lexer, Token *token)
{
    const char *marker;
    for (;;) {
        begin_token(lexer, token);
        /*!re2c
        re2c:define:YYCTYPE = "unsigned char";
        re2c:define:YYCURSOR = lexer->cursor;
        re2c:define:YYLIMIT = lexer->limit;
        re2c:define:YYMARKER = marker;
        re2c:yyfill:enable = 0;
        re2c:eof = 0;

        [ \t\v\f]+ { continue; }
        [\r\n] {
            lexer->cursor--;
            lexer_pass_line_break(lexer);
            continue;
        }
        "--" {
            lexer_skip_comment(lexer);
            continue;
        }
        "and" { return symbol(lexer, token, TOKEN_AND); }
        "break" { return symbol(lexer, token, TOKEN_BREAK); }
        "do" { return symbol(lexer, token, TOKEN_DO); }
        "else" { return symbol(lexer, token, TOKEN_ELSE); }
        "elseif" { return symbol(lexer, token, TOKEN_ELSEIF); }
        "end" { return symbol(lexer, token, TOKEN_END); }
        "false" { return symbol(lexer, token, TOKEN_FALSE); }
        "for" { return symbol(lexer, token, TOKEN_FOR); }
        "function" { return symbol(lexer, token, TOKEN_FUNCTION); }
        "goto" { return symbol(lexer, token, TOKEN_GOTO); }
        "if" { return symbol(lexer, token, TOKEN_IF); }
        "in" { return symbol(lexer, token, TOKEN_IN); }
        "local" { return symbol(lexer, token, TOKEN_LOCAL); }
        "nil" { return symbol(lexer, token, TOKEN_NIL); }
        "not" { return symbol(lexer, token, TOKEN_NOT); }
        "or" { return symbol(lexer, token, TOKEN_OR); }
        "repeat" { return symbol(lexer, token, TOKEN_REPEAT); }
        "return" { return symbol(lexer, token, TOKEN_RETURN); }
        "then" { return symbol(lexer, token, TOKEN_THEN); }
        "true" { return symbol(lexer, token, TOKEN_TRUE); }
        "until" { return symbol(lexer, token, TOKEN_UNTIL); }
        "while" { return symbol(lexer, token, TOKEN_WHILE); }
        "+" { return symbol(lexer, token, TOKEN_PLUS); }
        "-" { return symbol(lexer, token, TOKEN_MINUS); }
        "*" { return symbol(lexer, token, TOKEN_STAR); }
        "/" { return symbol(lexer, token, TOKEN_SLASH); }
        "//" { return symbol(lexer, token, TOKEN_DOUBLE_SLASH); }
        "%" { return symbol(lexer, token, TOKEN_PERCENT); }
        "^" { return symbol(lexer, token, TOKEN_CARET); }
        "#" { return symbol(lexer, token, TOKEN_HASH); }
        "&" { return symbol(lexer, token, TOKEN_AMPERSAND); }
        "~" { return symbol(lexer, token, TOKEN_TILDE); }
        "|" { return symbol(lexer, token, TOKEN_BAR); }
        "<<" { return symbol(lexer, token, TOKEN_SHIFT_LEFT); }
        ">>" { return symbol(lexer, token, TOKEN_SHIFT_RIGHT); }
        "==" { return symbol(lexer, token, TOKEN_EQUAL); }
        "~=" { return symbol(lexer, token, TOKEN_NOT_EQUAL); }
        "<=" { return symbol(lexer, token, TOKEN_LESS_EQUAL); }
        ">=" { return symbol(lexer, token, TOKEN_GREATER_EQUAL); }
        "<" { return symbol(lexer, token, TOKEN_LESS); }
        ">" { return symbol(lexer, token, TOKEN_GREATER); }
        "=" { return symbol(lexer, token, TOKEN_ASSIGN); }
        "(" { return symbol(lexer, token, TOKEN_PAREN_OPEN); }
        ")" { return symbol(lexer, token, TOKEN_PAREN_CLOSE); }
        "{" { return symbol(lexer, token, TOKEN_BRACE_OPEN); }
        "}" { return symbol(lexer, token, TOKEN_BRACE_CLOSE); }
        "]" { return symbol(lexer, token, TOKEN_BRACKET_CLOSE); }
        "::" { return symbol(lexer, token, TOKEN_DOUBLE_COLON); }
        ";" { return symbol(lexer, token, TOKEN_SEMICOLON); }
        ":" { return symbol(lexer, token, TOKEN_COLON); }
        "," { return symbol(lexer, token, TOKEN_COMMA); }
        "." { return symbol(lexer, token, TOKEN_DOT); }
        ".." { return symbol(lexer, token, TOKEN_CONCAT); }
        "..." { return symbol(lexer, token, TOKEN_ELLIPSIS); }
        [a-zA-Z_][a-zA-Z0-9_]* {
            token->string = lexer_intern(lexer, token->start, (size_t)(lexer->cursor - token->start));
            return symbol(lexer, token, TOKEN_NAME);
        }
        "."? [0-9] { return lexer_read_number(lexer, token); }
        ["'] { return lexer_read_string(lexer, token); }
        "[" {
            if (!lexer_read_long_string(lexer, token)) {
                symbol(lexer, token, TOKEN_BRACKET_OPEN);
            }
            return;
        }
        $ { return symbol(lexer, token, TOKEN_END_OF_TEXT); }
        * { return symbol(lexer, token, TOKEN_UNKNOWN); }
        */
    }
}
