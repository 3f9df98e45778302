// SPDX-License-Identifier: MIT
// lexer.h: from text to tokens.
//
// The text stands in one buffer that ends in a zero byte beyond its length. It may be only a part
// of the chunk: where a token reaches its end more is read (lexer_fill), and the buffer may move.
// lexer.re (re2c) recognises the tokens; strings, long brackets and numerals are read by
// lexer_text.c. Errors leave through lexer_fail (lexer_error.c).

#ifndef NEAP_LEXER_LEXER_H
#define NEAP_LEXER_LEXER_H

#include "lexer/arena.h"
#include "vm/code/chunk.h"

enum TokenKind {
    TOKEN_END_OF_TEXT,
    TOKEN_NAME,
    TOKEN_STRING,
    TOKEN_INTEGER,
    TOKEN_FLOAT,
    TOKEN_UNKNOWN, // one byte that begins no token
#define KEYWORD(name, text) TOKEN_##name,
#define SYMBOL(name, text) TOKEN_##name,
#include "lexer/tokens.def"
#undef KEYWORD
#undef SYMBOL
    TOKEN_COUNT
};

typedef struct NameNote NameNote; // lint.c's

// A name or the contents of a literal, interned per compilation: equal contents are the same
// pointer. No object of the collector.
typedef struct AstString AstString;
struct AstString {
    AstString *next_in_bucket;
    size_t length;
    uint32_t hash;
    union {
        String *made;   // the code generator's: the object, once it stands in a Proto
        NameNote *note; // lint.c's, for trees that become no code
    };
    char bytes[]; // and a closing zero
};

typedef struct Token {
    uint8_t kind; // enum TokenKind
    uint16_t column;
    uint32_t line;     // where it begins
    uint32_t end_line; // where it ends
    size_t start;      // its text: offsets in the lexer's
    size_t end;
    union {
        AstString *string; // NAME, STRING
        lua_Integer integer;
        lua_Number number;
    };
} Token;

typedef struct Lexer Lexer;
struct Lexer {
    Thread *thread;
    Arena *arena;
    Chunk *chunk;
    const char *chunk_name; // as given to lua_load
    const char *text;       // where it begins
    const char *cursor;
    const char *limit; // the terminating zero
    const char *line_start;
    uint32_t line;
    AstString **buckets; // of interned strings
    uint32_t bucket_mask;
    uint32_t string_count;
    char *buffer; // of the string literal being read
    size_t buffer_length;
    size_t buffer_size;
    const char *hint;      // for the next error; see SyntaxPlace
    uintptr_t stack_limit; // of the compiler's recursions; see c_stack.h
};

void lexer_init(Lexer *lexer, Thread *thread, Arena *arena, Chunk *chunk, const char *chunk_name);

// Reads the next token.
void lexer_next(Lexer *lexer, Token *token);

// The cursor stands at the limit: reads more of the chunk. False: this is its end.
bool lexer_fill(Lexer *lexer);
// The token that begins at [start] reaches the limit, and may go on behind it: reads more. Returns
// where it begins now; NULL: the chunk ends here.
const char *lexer_extend(Lexer *lexer, const char *start);

// The one AstString with these bytes.
AstString *lexer_intern(Lexer *lexer, const char *bytes, size_t length);

// How a token of that kind is named in messages: 'x', <eof>, <name>.
const char *lexer_token_text(enum TokenKind kind);

// Throws LUA_ERRSYNTAX "chunk:line: message near 'text'"; [near] NULL: without "near"; length 0:
// "near <eof>".
_Noreturn void lexer_fail(Lexer *lexer, uint32_t line, uint16_t column, const char *message,
                          const char *near, size_t near_length);
// The same with the token's text.
_Noreturn void lexer_fail_at(Lexer *lexer, const Token *token, const char *message);
// The same with the whole message. [line] and [column] say where, for programs that show the place:
// it is kept in the runtime.
_Noreturn void lexer_throw(const Lexer *lexer, const char *message, uint32_t line, uint16_t column);

// lexer_text.c: each is entered with the cursor after the first character(s) and fills in the
// token.
void lexer_read_string(Lexer *lexer, Token *token);
void lexer_read_number(Lexer *lexer, Token *token);
// The cursor is after the first '['. False: no long bracket begins here, cursor unchanged.
bool lexer_read_long_string(Lexer *lexer, Token *token);
// The cursor is after "--".
void lexer_skip_comment(Lexer *lexer);
// The cursor is at a line break: passes it, \r\n and \n\r as one.
void lexer_pass_line_break(Lexer *lexer);

#endif
