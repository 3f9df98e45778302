// SPDX-License-Identifier: MIT
// opcode.c: facts about each opcode, from opcodes.def.
//
// An entry of the table there says its operands in one of two shapes, (a, b, c) or (a, d). Both are
// spread over three kinds here, with a flag that tells the shapes apart.

#include "vm/code/opcode.h"

#include "vm/heap/runtime.h"

enum {
#define META_ENUM(name, text) META_##name = (EVENT_##name + 1) << OPF_EVENT_SHIFT,
    EVENTS(META_ENUM)
#undef META_ENUM
};

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
#define CALL OPF_CALL
#define AUX OPF_AUX
#define JUMP OPF_JUMP
#define OPEN OPF_OPEN
#define ALLOC OPF_ALLOC
#define SET OPF_SET

const OpcodeInfo opcode_info[OPCODE_COUNT] = {
#include "vm/code/opcodes.def"
};

const char *opcode_metamethod(const OpcodeInfo *info)
{
#define EVENT_TEXT(name, text) text,
    static const char *const names[] = {EVENTS(EVENT_TEXT)};
#undef EVENT_TEXT
    int event = info->effects >> OPF_EVENT_SHIFT;
    return event > 0 ? names[event - 1] : NULL;
}

#undef OP
#define OP(name, operands, effects, meaning)
#define PAIR(name, first, second) [PAIR_##name - OPCODE_COUNT] = OP_##first,
const uint8_t opcode_first_of_pair[] = {
#include "vm/code/opcodes.def"
};
#undef PAIR

_Static_assert(PAIR_END <= UINT8_MAX + 1, "an opcode is a byte");

static const struct {
    uint8_t op, first, second;
} pairs[] = {
#define PAIR(name, first, second) {PAIR_##name, OP_##first, OP_##second},
#include "vm/code/opcodes.def"
};
#undef PAIR
#undef OP

// A second one that overwrites the register which the first one sets, when it has used it.
static bool is_chain(Instruction first, Instruction second)
{
    return ins_b(second) == ins_a(first) && ins_a(second) == ins_a(first);
}

void opcode_join_pairs(Instruction *code, uint32_t count)
{
    for (uint32_t pc = 0, next = 0; pc < count; pc = next) {
        next = pc + ins_word_count(code[pc]);
        if (next >= count || next + ins_word_count(code[next]) > count) {
            continue;
        }
        for (size_t n = 0; n < sizeof pairs / sizeof *pairs; n++) {
            if (pairs[n].first == ins_op(code[pc]) && pairs[n].second == ins_op(code[next]) &&
                (pairs[n].op != PAIR_GLOBAL_FIELD || is_chain(code[pc], code[next]))) {
                code[pc] = ins_with_op(code[pc], pairs[n].op);
            }
        }
    }
}
