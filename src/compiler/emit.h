// SPDX-License-Identifier: MIT
// emit.h: instructions, constants, jumps, registers and scopes of one function under construction.
//
// Everything is collected in the arena of the compilation; codegen.c makes the Proto of it when all
// functions are done, so no object of the collector is touched here. Registers are handed out as a
// stack: those below [active] belong to local variables, those from there up to [free] hold
// temporaries.

#ifndef NEAP_COMPILER_EMIT_H
#define NEAP_COMPILER_EMIT_H

#include "src/compiler/ast.h"
#include "vm/code/opcode.h"

typedef struct Emitter Emitter;

// ---- constants

enum ConstantKind {
    CONSTANT_NIL,
    CONSTANT_FALSE,
    CONSTANT_TRUE,
    CONSTANT_INTEGER,
    CONSTANT_FLOAT,
    CONSTANT_STRING,
    CONSTANT_TEMPLATE // keys of a constructor
};

typedef struct Template {
    AstString **keys;
    unsigned count;
} Template;

typedef struct Constant {
    uint8_t kind; // enum ConstantKind
    union {
        lua_Integer integer;
        lua_Number number;
        AstString *string;
        const Template *template;
        uint64_t bits; // of all of them
    };
} Constant;

// ---- jumps to a place that is not known yet

typedef struct Jump {
    struct Jump *next;
    uint32_t at; // word of the jump instruction
} Jump;

typedef struct JumpList {
    Jump *first;
} JumpList;

// ---- scopes

typedef struct Scope {
    struct Scope *outer;
    const Block *block;   // NULL: the hidden variables of a generic for
    int active_count;     // locals of the block that are in scope by now
    int first_register;   // active registers outside of it
    int loop_variables;   // so many locals are those of the for loop whose body the block is
    uint32_t first_local; // index in the emitter's [locals]
} Scope;

typedef struct LoopContext {
    struct LoopContext *outer;
    const Stat *loop;
    JumpList exits;
    Scope *scope;    // where the loop statement stands
    bool must_close; // an exit leaves blocks with captured or closing variables
} LoopContext;

// A debug record of a local variable.
typedef struct LocalRecord {
    AstString *name;
    uint32_t start_pc;
    uint32_t end_pc; // 0 while it is in scope
    uint8_t reg;
} LocalRecord;

// ---- the function

struct Emitter {
    Emitter *parent;
    Lexer *lexer; // for the arena and for errors
    FunctionNode *function;
    Emitter *children; // finished inner functions, oldest first
    Emitter *last_child;
    Emitter *next_sibling;
    uint32_t child_count;

    Instruction *code; // in the arena, as all that follows
    uint32_t *lines;
    uint16_t *columns;
    uint32_t count;
    uint32_t capacity;
    uint32_t last_label; // words before it may be jumped to: nothing is merged across
    uint32_t line;       // position of the instructions being emitted
    uint16_t column;

    Constant *constants;
    uint32_t constant_count;
    uint32_t constant_capacity;
    uint32_t *constant_index; // open addressing: index + 1
    uint32_t constant_mask;

    LocalRecord *locals;
    uint32_t local_count;
    uint32_t local_capacity;
    // Records of the variables in scope, in order of their registers.
    uint32_t *scope_locals;
    uint32_t scope_local_count;
    uint32_t scope_local_capacity;

    Scope *scope;
    LoopContext *loops;
    int active;         // registers of local variables
    int free;           // first free register
    int frame_size;     // most registers in use so far
    unsigned depth;     // nesting of expressions under way
    bool long_jumps;    // conditional jumps go through a 32-bit jump
    bool jump_too_long; // one of 16 bits did not reach: compile anew with long_jumps
};

// From the arena: zeroed, freed with it. Throws LUA_ERRMEM.
void *emit_alloc(Emitter *e, size_t size);

// Position of what is emitted from now on.
static inline void emit_at(Emitter *e, uint32_t line, uint16_t column)
{
    e->line = line;
    e->column = column;
}

// Each returns the index of the word. Register operands are given as indices and scaled here by
// what the opcode's operands are.
uint32_t emit_abc(Emitter *e, enum Opcode op, unsigned flag, int a, int b, int c);
uint32_t emit_ad(Emitter *e, enum Opcode op, int a, int32_t d);
void emit_word(Emitter *e, Instruction word);
// With the auxiliary word for the key, which is the constant [key].
void emit_key(Emitter *e, enum Opcode op, int a, int b, uint32_t key);
// Nil to [count] registers from [from] on; joins one before it that they touch.
void emit_nil(Emitter *e, int from, int count);

// ---- constants

// Index of the constant; the same one for equal constants.
uint32_t emit_constant(Emitter *e, Constant constant);
uint32_t emit_string(Emitter *e, AstString *string);
// True if [index] fits the 16-bit operand of an instruction.
static inline bool emit_constant_is_near(uint32_t index)
{
    return index <= UINT16_MAX / SLOT_BYTES;
}

// ---- jumps

// A jump of 32 bits ([op] JUMP, or with a register A), to be bound later.
void emit_jump(Emitter *e, enum Opcode op, int a, JumpList *list);
// A jump with 16 bits in C.
void emit_jump_short(Emitter *e, enum Opcode op, unsigned flag, int a, int b, JumpList *list);
// The jumps of the list go to [target], or to the next word; the list is empty then.
void emit_bind(Emitter *e, JumpList *list, uint32_t target);
void emit_bind_here(Emitter *e, JumpList *list);
// The next word is the target of a jump; returns its index.
uint32_t emit_label(Emitter *e);
// A jump of 32 bits to a word that is there already.
void emit_jump_back(Emitter *e, enum Opcode op, int a, uint32_t target);

// ---- registers and scopes

// Takes the next [count] registers and returns the first; fails if there are not so many.
int emit_reserve(Emitter *e, int count);
static inline bool emit_is_temporary(const Emitter *e, int reg)
{
    return reg >= e->active;
}
// Makes the next register, already reserved, that of a variable. [variable] NULL: a hidden one.
void emit_activate(Emitter *e, LocalVar *variable, AstString *name);
void emit_open_scope(Emitter *e, Scope *scope, const Block *block);
// Ends the variables of the innermost scope and gives their registers back.
void emit_close_scope(Emitter *e);

// Throws LUA_ERRSYNTAX at the position of what is being emitted.
_Noreturn void emit_fail(Emitter *e, const char *message);

#endif
