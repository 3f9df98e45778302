// SPDX-License-Identifier: MIT
// opcode.c: facts about each opcode, from opcodes.def.
//
// An entry of the table there says its operands in one of two shapes, (a, b, c) or (a, d). Both are
// spread over three kinds here, with a flag that tells the shapes apart.

#include "vm/code/opcode.h"

// The parentheses around the operands become those of a macro call; NONE fills up the shape (a, d),
// which is told from the other by the number of its operands. Effects go by the table's short
// names.
#define OP(name, operands, effects, meaning) \
    [OP_##name] = {#name, OPERANDS operands, WIDE operands, (effects), meaning},
#define OPERANDS(...) \
    { \
        KINDS(__VA_ARGS__, NONE, ) \
    }
#define KINDS(a, b, c, ...) OPERAND_##a, OPERAND_##b, OPERAND_##c
#define WIDE(...) IS_PAIR(__VA_ARGS__, 0, 1, )
#define IS_PAIR(a, b, c, is_pair, ...) is_pair
#define META OPF_META
#define CALL OPF_CALL
#define AUX OPF_AUX
#define JUMP OPF_JUMP
#define OPEN OPF_OPEN
#define ALLOC OPF_ALLOC

const OpcodeInfo opcode_info[OPCODE_COUNT] = {
#include "vm/code/opcodes.def"
};
