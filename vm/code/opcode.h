// SPDX-License-Identifier: MIT
// opcode.h: instruction words: fields, the enum, and facts about each opcode, all from opcodes.def.

#ifndef NEAP_VM_CODE_OPCODE_H
#define NEAP_VM_CODE_OPCODE_H

#include "vm/base/value.h"

enum Opcode {
#define OP(name, operands, effects, meaning) OP_##name,
#include "vm/code/opcodes.def"
#undef OP
    OPCODE_COUNT,
    // Opcodes of pairs, behind those that ins_op() gives.
    PAIR_BEFORE_FIRST = OPCODE_COUNT - 1,
#define OP(name, operands, effects, meaning)
#define PAIR(name, first, second) PAIR_##name,
#include "vm/code/opcodes.def"
#undef PAIR
#undef OP
    PAIR_END
};

enum OperandKind {
    OPERAND_NONE,
    OPERAND_REG,
    OPERAND_CST,
    OPERAND_CSTD,
    OPERAND_KEY,
    OPERAND_UPV,
    OPERAND_PRO,
    OPERAND_NUM,
    OPERAND_IMM,
    OPERAND_IMD,
    OPERAND_J16,
    OPERAND_J32
};

// Flag of a JUMP that stands for a condition which is always false: a line of its own for hooks.
#define JUMP_CONDITION 1

enum OpcodeEffect {
    OPF_CALL = 1,
    OPF_AUX = 2,
    OPF_JUMP = 4,
    OPF_OPEN = 8,
    OPF_ALLOC = 16,
    OPF_SET = 32,
    OPF_EVENT_SHIFT = 8 // above: 1 + the Event whose metamethod may be called; 0: none
};

typedef struct OpcodeInfo {
    const char *name;
    uint8_t operands[3]; // enum OperandKind of a, b, c; a 32-bit d stands as b, with c OPERAND_NONE
    uint8_t wide;        // the second operand is d (32 bits)
    uint16_t effects;    // enum OpcodeEffect
    const char *meaning;
} OpcodeInfo;

extern const OpcodeInfo opcode_info[OPCODE_COUNT]; // opcode.c
extern const uint8_t opcode_first_of_pair[PAIR_END - OPCODE_COUNT];

// Marks the pairs in finished code: see opcodes.def.
void opcode_join_pairs(Instruction *code, uint32_t count);

// The name of the metamethod that the instruction may call, or NULL.
const char *opcode_metamethod(const OpcodeInfo *info);

// True if the last operand is a KEY, so that the auxiliary word is an inline cache.
static inline bool opcode_has_key(const OpcodeInfo *info)
{
    return info->operands[2] == OPERAND_KEY;
}

#define SLOT_BYTES 16 // a register or constant operand is SLOT_BYTES times its index

static inline enum Opcode ins_op(Instruction i)
{
    unsigned op = (uint8_t)i;
    return (enum Opcode)(op < OPCODE_COUNT ? op : opcode_first_of_pair[op - OPCODE_COUNT]);
}
// Words that the instruction takes, the auxiliary one included.
static inline uint32_t ins_word_count(Instruction i)
{
    return opcode_info[ins_op(i)].effects & OPF_AUX ? 2 : 1;
}
static inline Instruction ins_with_op(Instruction i, unsigned op)
{
    return (i & ~(Instruction)0xff) | op;
}
static inline uint8_t ins_flag(Instruction i)
{
    return (uint8_t)(i >> 8);
}
// The number of registers in use after an instruction that tells it, else 0.
static inline unsigned ins_live_count(Instruction i)
{
    switch (ins_op(i)) {
    case OP_NEW_TABLE:
    case OP_NEW_TEMPLATE:
    case OP_CONCAT:
    case OP_CLOSURE:
        return ins_flag(i);
    default:
        return 0;
    }
}
static inline uint16_t ins_a(Instruction i)
{
    return (uint16_t)(i >> 16);
}
static inline uint16_t ins_b(Instruction i)
{
    return (uint16_t)(i >> 32);
}
static inline uint16_t ins_c(Instruction i)
{
    return (uint16_t)(i >> 48);
}
static inline int16_t ins_sb(Instruction i)
{
    return (int16_t)(i >> 32);
}
static inline int16_t ins_sc(Instruction i)
{
    return (int16_t)(i >> 48);
}
static inline int32_t ins_d(Instruction i)
{
    return (int32_t)(i >> 32);
}
static inline Instruction ins_abc(enum Opcode op, uint8_t flag, unsigned a, unsigned b, unsigned c)
{
    return (Instruction)op | (Instruction)flag << 8 | (Instruction)(uint16_t)a << 16 |
           (Instruction)(uint16_t)b << 32 | (Instruction)(uint16_t)c << 48;
}
static inline Instruction ins_ad(enum Opcode op, uint8_t flag, unsigned a, int32_t d)
{
    return (Instruction)op | (Instruction)flag << 8 | (Instruction)(uint16_t)a << 16 |
           (Instruction)(uint32_t)d << 32;
}

// Auxiliary word of field instructions: the key, and the byte offset of the entry where it was last
// found.
#define AUX_POINTER_MASK ((UINT64_C(1) << 48) - 1)
static inline Instruction aux_make(const String *key, unsigned entry_offset)
{
    return (Instruction)(uintptr_t)key | (Instruction)entry_offset << 48;
}
static inline String *aux_key(Instruction aux)
{
    return (String *)(uintptr_t)(aux & AUX_POINTER_MASK);
}
static inline uint32_t aux_offset(Instruction aux)
{
    return (uint32_t)(aux >> 48);
}

#endif
