// SPDX-License-Identifier: MIT
// ast.h: the syntax tree: every node, field by field.
//
// The parser resolves names while it builds the tree, so a finished tree says for each local
// variable whether it is captured by a closure and whether it is assigned again, and for each name
// whether it is a local, an upvalue or a field of _ENV. All of it lives in one arena and holds no
// objects of the collector: strings are AstStrings, interned per compilation (equal contents are
// the same pointer).

#ifndef NEAP_COMPILER_AST_H
#define NEAP_COMPILER_AST_H

#include "lexer/lexer.h"

typedef struct LocalVar LocalVar;
typedef struct Expr Expr;
typedef struct Stat Stat;
typedef struct Block Block;
typedef struct FunctionNode FunctionNode;

// ---- variables

enum Attribute { ATTRIBUTE_NONE, ATTRIBUTE_CONST, ATTRIBUTE_CLOSE };

struct LocalVar {
    AstString *name;
    FunctionNode *function; // where it is declared
    uint8_t attribute;      // enum Attribute
    bool is_captured;       // an inner function uses it
    bool is_assigned;       // after its declaration
    bool is_read;           // a constant is used; of other variables only lint.c knows
    bool is_constant; // <const> with a constant initialiser: takes no register, see [constant]
    Expr *constant;   // EXPR_NIL, TRUE, FALSE, INTEGER, FLOAT or STRING
    uint32_t line;    // of the declaration
    uint16_t column;
    uint8_t reg;       // the code generator's: register
    uint32_t start_pc; // likewise
};

typedef struct UpvalueNode {
    AstString *name;
    LocalVar *variable; // the variable in the end; NULL for the main chunk's _ENV
    bool in_stack;      // a local of the enclosing function, else one of its upvalues
    uint8_t index;      // upvalue index in the enclosing function if not in_stack
} UpvalueNode;

// ---- expressions

enum ExprKind {
    EXPR_NIL,
    EXPR_TRUE,
    EXPR_FALSE,
    EXPR_INTEGER,
    EXPR_FLOAT,
    EXPR_STRING,
    EXPR_VARARG,
    EXPR_FUNCTION,
    EXPR_LOCAL,
    EXPR_UPVALUE,
    EXPR_INDEX, // object[key]; a.name has an EXPR_STRING key; a global name is _ENV.name
    EXPR_CALL,
    EXPR_METHOD, // object:name(...)
    EXPR_UNARY,
    EXPR_BINARY, // arithmetic, bitwise, concatenation, comparison
    EXPR_AND,
    EXPR_OR,
    EXPR_TABLE,
    EXPR_PAREN // (e) around a call or '...': exactly one value
};

enum UnaryOp { UNARY_MINUS, UNARY_BNOT, UNARY_NOT, UNARY_LEN };

enum BinaryOp {
    BINARY_ADD,
    BINARY_SUB,
    BINARY_MUL,
    BINARY_MOD,
    BINARY_POW,
    BINARY_DIV,
    BINARY_IDIV,
    BINARY_BAND,
    BINARY_BOR,
    BINARY_BXOR,
    BINARY_SHL,
    BINARY_SHR,
    BINARY_CONCAT,
    BINARY_EQ,
    BINARY_LT,
    BINARY_LE,
    BINARY_NE,
    BINARY_GT,
    BINARY_GE,
    BINARY_AND, // only inside of the parser: these become EXPR_AND and EXPR_OR
    BINARY_OR,
    BINARY_NONE
};

typedef struct ExprList {
    Expr *first; // linked by Expr.next
    Expr *last;
    int count;
} ExprList;

// Items of a constructor in source order: positional ones have key NULL.
typedef struct TableItem {
    struct TableItem *next;
    Expr *key;
    Expr *value;
    uint32_t line; // of the last token; of the last positional item: where the constructor ends
} TableItem;

struct Expr {
    uint8_t kind;   // enum ExprKind
    uint8_t op;     // UNARY: enum UnaryOp; BINARY: enum BinaryOp
    bool is_global; // INDEX: the source has a plain name
    uint16_t column;
    uint32_t line;      // where a run-time error of this node is reported: operators: the operator;
                        // calls: the arguments; accesses: where the value is read
    uint32_t read_line; // of what brings the value to where it is used, or tests it; 0 in the
                        // parser: not known yet
    Expr *next;         // in an ExprList
    union {
        lua_Integer integer;
        lua_Number number;
        AstString *string;
        FunctionNode *function;
        LocalVar *local;
        uint8_t upvalue; // index in the function where the expression stands
        struct {
            Expr *object;
            Expr *key;
        } index;
        struct {
            Expr *function;  // METHOD: the object
            AstString *name; // METHOD
            ExprList arguments;
        } call;
        struct {
            Expr *left; // UNARY, PAREN: the operand
            Expr *right;
        } operands;
        struct {
            TableItem *first;
            int array_count;  // positional items
            int record_count; // others
        } table;
    };
};

// ---- statements

enum StatKind {
    STAT_EXPR,  // a call
    STAT_LOCAL, // also <const> and <close>
    STAT_LOCAL_FUNCTION,
    STAT_FUNCTION, // function a.b:c() end: an assignment
    STAT_ASSIGN,
    STAT_DO,
    STAT_WHILE,
    STAT_REPEAT,
    STAT_IF,
    STAT_FOR_NUMBER,
    STAT_FOR_IN,
    STAT_RETURN,
    STAT_BREAK,
    STAT_GOTO,
    STAT_LABEL
};

typedef struct LocalList {
    LocalVar **items;
    int count;
    int capacity;
} LocalList;

struct Block {
    Stat *first; // linked by Stat.next
    Stat *last;
    LocalList locals;   // declared directly in the block, in order (constants too)
    bool has_captured;  // one of them is captured (complete once parsing is done)
    bool has_close;     // one of them is <close>
    uint32_t last_line; // of the token before the one that ends the block
};

// One 'if' or 'elseif' arm, or 'else' (condition NULL).
typedef struct IfArm {
    struct IfArm *next;
    Expr *condition;
    Block *block;
} IfArm;

struct Stat {
    uint8_t kind; // enum StatKind
    uint16_t column;
    uint32_t line;
    uint32_t last_line; // of the statement's last token
    Stat *next;
    union {
        Expr *expr;
        struct {
            LocalList names;
            ExprList values;
        } local;
        struct {
            LocalVar *name; // LOCAL_FUNCTION
            Expr *target;   // FUNCTION
            Expr *function; // EXPR_FUNCTION
        } function;
        struct {
            ExprList targets; // LOCAL, UPVALUE or INDEX
            ExprList values;
        } assign;
        Block *block; // DO
        struct {
            Expr *condition; // WHILE, REPEAT (in the scope of the block)
            Block *block;
        } loop;
        IfArm *arms;
        struct {
            LocalVar *variable;
            Expr *init;
            Expr *limit;
            Expr *step;       // or NULL
            Block *block;     // its locals begin with the variable
            uint32_t do_line; // where wrong bounds are reported
        } for_number;
        struct {
            LocalList names;
            ExprList values;
            Block *block;         // its locals begin with the names
            uint32_t values_line; // where the iterator is called
            uint32_t do_line;
        } for_in;
        ExprList values; // RETURN
        struct {
            AstString *name; // "break" for BREAK
            Stat *label;     // STAT_LABEL; for BREAK: the loop statement
        } jump;
        struct {
            AstString *name;
            Block *block;    // where it stands
            int local_count; // locals of [block] in scope at the label: 0 of the following ones
                             // when at the block's end
            uint32_t pc;     // the code generator's
            bool is_placed;  // likewise
            bool must_close; // likewise: a jump leaves blocks with captured or closing variables
            void *pending;   // likewise: jumps to be patched
        } label;
    };
};

// ---- functions

struct FunctionNode {
    FunctionNode *parent; // or NULL for the main chunk
    LocalList params;     // "self" included
    bool is_vararg;
    Block *body; // its locals begin with the parameters
    UpvalueNode *upvalues;
    int upvalue_count;
    int upvalue_capacity;
    uint32_t line_defined; // 0 for the main chunk
    uint32_t last_line;
};

#endif
