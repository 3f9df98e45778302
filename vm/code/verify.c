// SPDX-License-Identifier: MIT
// verify.c: checks that a function is one that the interpreter can run safely.
//
// The interpreter trusts its code: operands are offsets that it adds without looking, and a few
// instructions rely on what earlier ones left in registers. Each part of that trust has its check.
//
// check_operands: operands lie within the frame, the constants, the upvalues; jumps go to
// instructions.
//
// check_fresh_table, check_loop: SET_LIST and INIT_FIELD find a table that NEW_TABLE or
// NEW_TEMPLATE made in that register; for INIT_FIELD nobody else has seen it yet, so its entries
// are still those of the template. FOR_LOOP finds what FOR_PREP left. Both hold for ranges of the
// code that are entered at their beginning only and do not write the registers.
//
// check_open_results: open results are taken up by the very next instruction.
//
// check_flow: returns close what is to be closed, which nothing changes before. Captured registers
// and to-be-closed variables are followed along all ways through the code, as sets that only grow
// where ways meet.
//
// Registers that were never written are no danger: they hold some old value of the stack.

#include "vm/code/verify.h"

#include <string.h>

#include "vm/code/lineinfo.h"
#include "vm/code/opcode.h"
#include "vm/heap/mem.h"
#include "vm/heap/table.h"

#define REGISTERS_END 256 // registers have lower numbers
#define SET_WORDS (REGISTERS_END / 64)
#define NO_SOURCE UINT32_MAX

// What is known about a word of the code.
typedef struct Word {
    uint32_t first_source; // lowest and highest jump to it; NO_SOURCE and 0 if there is none
    uint32_t last_source;
    uint32_t state;  // number of its state, if it is the target of a jump
    bool is_start;   // of an instruction
    bool is_covered; // uses a table that is known to be one
} Word;

typedef struct RegisterSet {
    uint64_t bits[SET_WORDS];
} RegisterSet;

// What may be the case when control reaches some place.
typedef struct State {
    bool is_reached;
    RegisterSet captured; // registers with open upvalues
    RegisterSet pending;  // to-be-closed variables
} State;

typedef struct Verifier {
    const Proto *proto;
    Word *words;
    State *states;
    uint32_t state_count;
    bool has_changed; // a state in front of the one being looked at
} Verifier;

// ---- sets

static void registers_add(RegisterSet *set, unsigned reg)
{
    set->bits[reg / 64] |= UINT64_C(1) << reg % 64;
}

static void set_cut(RegisterSet *set, unsigned from)
{
    for (unsigned i = 0; i < SET_WORDS; i++) {
        if (from <= i * 64) {
            set->bits[i] = 0;
        } else if (from < (i + 1) * 64) {
            set->bits[i] &= (UINT64_C(1) << from % 64) - 1;
        }
    }
}

static bool registers_have(const RegisterSet *set, unsigned from, unsigned count)
{
    for (unsigned reg = from; reg < from + count && reg < REGISTERS_END; reg++) {
        if (set->bits[reg / 64] >> reg % 64 & 1) {
            return true;
        }
    }
    return false;
}

static bool set_is_empty(const RegisterSet *set)
{
    return !registers_have(set, 0, REGISTERS_END);
}

// Adds [from]'s members to [to]. True if there were new ones.
static bool set_join(RegisterSet *to, const RegisterSet *from)
{
    bool has_grown = false;
    for (unsigned i = 0; i < SET_WORDS; i++) {
        has_grown |= (from->bits[i] & ~to->bits[i]) != 0;
        to->bits[i] |= from->bits[i];
    }
    return has_grown;
}

// ---- instructions

static unsigned register_a(Instruction i)
{
    return ins_a(i) / SLOT_BYTES;
}

static uint32_t next_word(const Proto *proto, uint32_t pc)
{
    return pc + (opcode_info[ins_op(proto->code[pc])].effects & OPF_AUX ? 2 : 1);
}

// Where an instruction with OPF_JUMP jumps to.
static int64_t target_of_jump(Instruction i, uint32_t pc)
{
    const OpcodeInfo *info = &opcode_info[ins_op(i)];
    int64_t after = (int64_t)pc + 1;
    if (info->operands[2] == OPERAND_J16) {
        return after + ins_sc(i);
    }
    return info->wide ? after + ins_d(i) : after + 1;
}

static bool has_own_jump(Instruction i)
{
    return (opcode_info[ins_op(i)].effects & OPF_JUMP) != 0;
}

// False after jumps and returns that are always taken.
static bool falls_through(Instruction i)
{
    switch (ins_op(i)) {
    case OP_JUMP:
    case OP_LOOP:
    case OP_LOAD_FALSE_SKIP:
    case OP_FOR_IN_PREP:
    case OP_RETURN:
    case OP_RETURN0:
    case OP_RETURN1:
        return false;
    default:
        return true;
    }
}

static bool sets_open_results(Instruction i)
{
    enum Opcode op = ins_op(i);
    return op == OP_TAIL_CALL || ((op == OP_CALL || op == OP_VARARG) && ins_c(i) == 0);
}

static bool takes_open_results(Instruction i)
{
    switch (ins_op(i)) {
    case OP_CALL:
    case OP_TAIL_CALL:
    case OP_RETURN:
        return ins_b(i) == 0;
    case OP_SET_LIST:
        return ins_flag(i) != 0;
    default:
        return false;
    }
}

static unsigned max(unsigned a, unsigned b)
{
    return a > b ? a : b;
}

// Number of registers from R[A] on that an instruction needs in the frame.
static unsigned registers_needed(Instruction i)
{
    unsigned b = ins_b(i);
    unsigned c = ins_c(i);
    switch (ins_op(i)) {
    case OP_LOAD_NIL:
    case OP_CONCAT:
        return b;
    case OP_SELF:
        return 2;
    case OP_SET_LIST:
        return ins_flag(i) ? 1 : b + 1;
    case OP_FOR_PREP:
    case OP_FOR_PREP_INT:
    case OP_FOR_LOOP:
    case OP_FOR_LOOP_INT:
    case OP_FOR_IN_PREP:
        return 4;
    case OP_FOR_IN_CALL: // copies iterator, state and control behind the four
        return max(7, 4 + c - 1);
    case OP_FOR_IN_LOOP:
        return 5;
    case OP_CALL:
        return max(max(b, 1), c == 0 ? 0 : c - 1);
    case OP_TAIL_CALL:
        return max(b, 1);
    case OP_RETURN:
        return b == 0 ? 0 : b - 1;
    case OP_VARARG:
        return c == 0 ? 0 : c - 1;
    case OP_CLOSE:
        return 0;
    default:
        return 1;
    }
}

// Number of registers from R[A] on that an instruction may write.
static unsigned registers_written(Instruction i)
{
    const OpcodeInfo *info = &opcode_info[ins_op(i)];
    switch (ins_op(i)) {
    case OP_LOAD_NIL:
    case OP_CONCAT:
        return ins_b(i);
    case OP_SELF:
        return 2;
    case OP_VARARG:
        return ins_c(i) == 0 ? REGISTERS_END : ins_c(i) - 1u;
    case OP_CALL:
    case OP_TAIL_CALL:
    case OP_FOR_IN_CALL:
        return REGISTERS_END;
    case OP_FOR_PREP:
    case OP_FOR_PREP_INT:
    case OP_FOR_LOOP:
    case OP_FOR_LOOP_INT:
        return 4;
    case OP_FOR_IN_LOOP:
        return 3;
    case OP_SET_UPVALUE:
    case OP_SET_GLOBAL:
    case OP_SET_FIELD:
    case OP_SET_FIELD_K:
    case OP_SET_INDEX:
    case OP_SET_INDEX_K:
    case OP_SET_INT:
    case OP_SET_INT_K:
    case OP_INIT_FIELD:
    case OP_INIT_FIELD_K:
    case OP_SET_LIST:
    case OP_FOR_IN_PREP:
    case OP_RETURN:
    case OP_RETURN1:
    case OP_CLOSE:
    case OP_MARK_CLOSE:
        return 0;
    case OP_JUMP_TRUE_SET:
    case OP_JUMP_FALSE_SET:
        return 1;
    default: // conditional jumps only read A
        return info->operands[0] == OPERAND_REG && !(info->effects & OPF_JUMP) ? 1 : 0;
    }
}

static bool is_in_range(unsigned reg, unsigned from, unsigned count)
{
    return reg >= from && reg - from < count;
}

// True if the instruction makes a closure that captures one of [count] registers from [from] on.
static bool captures(const Proto *proto, Instruction i, unsigned from, unsigned count)
{
    if (ins_op(i) != OP_CLOSURE) {
        return false;
    }
    const Proto *child = proto->protos[ins_d(i)];
    for (unsigned n = 0; n < child->upvalue_count; n++) {
        const UpvalueInfo *info = &child->upvalues[n];
        if (info->in_stack && is_in_range(info->index, from, count)) {
            return true;
        }
    }
    return false;
}

static bool writes(const Proto *proto, Instruction i, unsigned from, unsigned count)
{
    unsigned a = register_a(i);
    unsigned written = registers_written(i);
    unsigned live = ins_live_count(i); // registers from there on may be cleared
    return (written > 0 && a < from + count && from < a + written) ||
           (live > 0 && from + count > max(live, a + 1)) || captures(proto, i, from, count);
}

// True if the instruction reads, writes or captures the register.
static bool touches(const Proto *proto, Instruction i, unsigned reg)
{
    const OpcodeInfo *info = &opcode_info[ins_op(i)];
    if (writes(proto, i, reg, 1)) {
        return true;
    }
    if (info->operands[0] == OPERAND_REG && is_in_range(reg, register_a(i), registers_needed(i))) {
        return true;
    }
    return (info->operands[1] == OPERAND_REG && ins_b(i) / SLOT_BYTES == reg) ||
           (info->operands[2] == OPERAND_REG && ins_c(i) / SLOT_BYTES == reg);
}

// ---- the shape of the code

// Checks opcodes and the length of the last instruction. Counts jumps.
static const char *check_shape(const Proto *proto, uint32_t *jump_count)
{
    if (proto->code_count < 2) {
        return "no code";
    }
    enum Opcode enter = proto->is_vararg ? OP_ENTER_VARARG : OP_ENTER;
    Instruction first = ins_abc(enter, 0, proto->param_count, proto->frame_size, 0);
    if (proto->code[0] != first || proto->is_vararg > 1) {
        return "wrong entry";
    }
    if (proto->frame_size >= REGISTERS_END || proto->param_count > proto->frame_size) {
        return "wrong number of registers";
    }
    uint32_t last = 0;
    *jump_count = 0;
    for (uint32_t pc = 1; pc < proto->code_count; pc = next_word(proto, pc)) {
        Instruction i = proto->code[pc];
        if ((unsigned)ins_op(i) >= OP_ENTER) {
            return "unknown instruction";
        }
        *jump_count += has_own_jump(i);
        last = pc;
    }
    if (next_word(proto, last) != proto->code_count || falls_through(proto->code[last])) {
        return "code without end";
    }
    return NULL;
}
_Static_assert(OP_ENTER + 1 == OP_ENTER_VARARG && OP_ENTER_C == OP_ENTER + 2 &&
                   OPCODE_COUNT == OP_ENTER_OPERATION + 1,
               "entries are the last opcodes");

// ---- operands

static bool has_number_constant(enum Opcode op)
{
    if (op < OP_ADD || op > OP_SHR_KR) {
        return false;
    }
    return (op - OP_ADD) % 3 != 0;
}
_Static_assert(OP_SHR_KR - OP_ADD == 12 * 3 - 1, "each operation has three forms");

static const char *check_constant(const Proto *proto, enum Opcode op, int64_t offset)
{
    if (offset < 0 || offset % SLOT_BYTES != 0 || offset / SLOT_BYTES >= proto->constant_count) {
        return "constant out of range";
    }
    const Value *k = &proto->constants[offset / SLOT_BYTES];
    // Templates must stay as they are, so no other instruction may get hold of one.
    if ((k->tag == TAG_TABLE) != (op == OP_NEW_TEMPLATE) ||
        (has_number_constant(op) && !value_is_number(k))) {
        return "constant of a wrong type";
    }
    return NULL;
}

// The constant is a short string, and the inline cache belongs to it.
static const char *check_key(const Proto *proto, uint32_t pc, unsigned offset)
{
    const char *why = check_constant(proto, ins_op(proto->code[pc]), offset);
    if (why != NULL) {
        return why;
    }
    const Value *k = &proto->constants[offset / SLOT_BYTES];
    Instruction cache = proto->code[pc + 1];
    if (k->tag != TAG_SHORT_STRING || aux_key(cache) != value_string(k) ||
        aux_offset(cache) % sizeof(Entry) != 0) {
        return "wrong key";
    }
    return NULL;
}

static const char *check_operand(const Proto *proto, uint32_t pc, uint8_t kind, int64_t operand)
{
    switch (kind) {
    case OPERAND_REG:
        return operand % SLOT_BYTES == 0 && operand / SLOT_BYTES < proto->frame_size
                   ? NULL
                   : "register out of range";
    case OPERAND_CST:
    case OPERAND_CSTD:
        return check_constant(proto, ins_op(proto->code[pc]), operand);
    case OPERAND_KEY:
        return check_key(proto, pc, (unsigned)operand);
    case OPERAND_UPV:
        return operand < proto->upvalue_count ? NULL : "upvalue out of range";
    case OPERAND_PRO:
        return operand >= 0 && operand < proto->proto_count ? NULL : "function out of range";
    default:
        return NULL;
    }
}

// Operands that are plain numbers.
static const char *check_numbers(const Proto *proto, uint32_t pc)
{
    Instruction i = proto->code[pc];
    bool good = true;
    switch (ins_op(i)) {
    case OP_LOAD_NIL:
        good = ins_b(i) >= 1;
        break;
    case OP_CONCAT:
        good = ins_b(i) >= 2;
        break;
    case OP_FOR_IN_CALL:
        good = ins_c(i) >= 2;
        break;
    case OP_TAIL_CALL: // read as the number of results
        good = ins_c(i) == 0;
        break;
    case OP_VARARG:
        good = proto->is_vararg;
        break;
    case OP_SET_LIST:
        good = proto->code[pc + 1] >= 1 && proto->code[pc + 1] <= TABLE_ARRAY_MAX / 2;
        break;
    default:
        break;
    }
    return good ? NULL : "operand out of range";
}

// The registers from R[A] on. A may be one past the frame where none is needed.
static const char *check_register_range(const Proto *proto, Instruction i)
{
    if (ins_a(i) % SLOT_BYTES != 0 || register_a(i) + registers_needed(i) > proto->frame_size) {
        return "register out of range";
    }
    return NULL;
}

static const char *check_operands(const Proto *proto, uint32_t pc)
{
    Instruction i = proto->code[pc];
    const OpcodeInfo *info = &opcode_info[ins_op(i)];
    const char *why = check_numbers(proto, pc);
    if (why == NULL) {
        why = info->operands[0] == OPERAND_REG
                  ? check_register_range(proto, i)
                  : check_operand(proto, pc, info->operands[0], ins_a(i));
    }
    if (why == NULL) {
        why = check_operand(proto, pc, info->operands[1], info->wide ? ins_d(i) : ins_b(i));
    }
    if (why == NULL && !info->wide) {
        why = check_operand(proto, pc, info->operands[2], ins_c(i));
    }
    return why;
}

// ---- jumps

// Jumps backwards look at interrupts, or nobody could stop what they make.
static bool may_go_back(enum Opcode op)
{
    return op == OP_LOOP || op == OP_FOR_LOOP || op == OP_FOR_LOOP_INT || op == OP_FOR_IN_LOOP;
}

static const char *note_jump(Verifier *v, uint32_t pc)
{
    int64_t target = target_of_jump(v->proto->code[pc], pc);
    if (target < 1 || target >= v->proto->code_count ||
        (target <= pc && !may_go_back(ins_op(v->proto->code[pc])))) {
        return "jump out of range";
    }
    Word *word = &v->words[target];
    if (word->first_source == NO_SOURCE) {
        word->state = v->state_count++;
    }
    word->first_source = pc < word->first_source ? pc : word->first_source;
    word->last_source = pc > word->last_source ? pc : word->last_source;
    return NULL;
}

static bool is_target(const Word *word)
{
    return word->first_source != NO_SOURCE;
}

// Checks all operands, notes the starts of instructions and where jumps go.
static const char *scan_words(Verifier *v)
{
    const Proto *proto = v->proto;
    for (uint32_t pc = 0; pc < proto->code_count; pc++) {
        v->words[pc] = (Word){.first_source = NO_SOURCE};
    }
    for (uint32_t pc = 1; pc < proto->code_count; pc = next_word(proto, pc)) {
        v->words[pc].is_start = true;
        const char *why = check_operands(proto, pc);
        if (why == NULL && has_own_jump(proto->code[pc])) {
            why = note_jump(v, pc);
        }
        if (why != NULL) {
            return why;
        }
    }
    for (uint32_t pc = 0; pc < proto->code_count; pc++) {
        if (is_target(&v->words[pc]) && !v->words[pc].is_start) {
            return "jump into an instruction";
        }
    }
    return NULL;
}

// ---- open results

static const char *check_open_results(const Verifier *v)
{
    const Proto *proto = v->proto;
    bool are_open = false;
    Instruction before = 0;
    for (uint32_t pc = 1; pc < proto->code_count; pc = next_word(proto, pc)) {
        Instruction i = proto->code[pc];
        bool takes = takes_open_results(i);
        if (takes != are_open || (takes && is_target(&v->words[pc]))) {
            return "open results in a wrong place";
        }
        unsigned least = register_a(i) + (ins_op(i) != OP_RETURN);
        if (takes && register_a(before) < least) {
            return "open results in wrong registers";
        }
        if (ins_op(before) == OP_TAIL_CALL &&
            (ins_op(i) != OP_RETURN || ins_a(i) != ins_a(before) ||
             ins_flag(i) != ins_flag(before))) {
            return "tail call without return";
        }
        are_open = sets_open_results(i);
        before = i;
    }
    return NULL;
}

// ---- ranges

// Follows the table that the instruction at [start] makes in a register up to where something else
// happens to the register. Uses that can rely on it are marked. Constructors contain no loops, so
// only forward jumps from within are expected.
static const char *check_fresh_table(Verifier *v, uint32_t start)
{
    const Proto *proto = v->proto;
    Instruction maker = proto->code[start];
    unsigned table = register_a(maker);
    bool is_template = ins_op(maker) == OP_NEW_TEMPLATE;
    uint32_t entry_count =
        is_template ? table_entry_count(value_table(&proto->constants[ins_b(maker) / SLOT_BYTES]))
                    : 0;
    for (uint32_t pc = start + 1; pc < proto->code_count; pc = next_word(proto, pc)) {
        Instruction i = proto->code[pc];
        Word *word = &v->words[pc];
        if (is_target(word) && (word->first_source < start || word->last_source > pc)) {
            break;
        }
        bool is_object = register_a(i) == table;
        switch (ins_op(i)) {
        case OP_SET_LIST:
            word->is_covered |= is_object;
            break;
        case OP_INIT_FIELD:
        case OP_INIT_FIELD_K:
            if (is_object && ins_b(i) >= entry_count) {
                return "field out of range";
            }
            word->is_covered |= is_object;
            break;
        case OP_SET_FIELD:
        case OP_SET_FIELD_K:
        case OP_SET_INDEX:
        case OP_SET_INDEX_K:
        case OP_SET_INT:
        case OP_SET_INT_K:
            if (touches(proto, i, table) && (is_template || !is_object)) {
                return NULL;
            }
            break;
        default:
            if (touches(proto, i, table)) {
                return NULL;
            }
        }
    }
    return NULL;
}

// The numeric loop that begins at [start]. Its jumps belong together, it is entered at its
// beginning only, and its hidden variables are left alone.
static const char *check_loop(Verifier *v, uint32_t start)
{
    const Proto *proto = v->proto;
    Instruction prepare = proto->code[start];
    uint32_t end = (uint32_t)target_of_jump(prepare, start) - 1;
    enum Opcode loop_op = ins_op(prepare) == OP_FOR_PREP ? OP_FOR_LOOP : OP_FOR_LOOP_INT;
    if (end <= start || !v->words[end].is_start || ins_op(proto->code[end]) != loop_op ||
        ins_a(proto->code[end]) != ins_a(prepare) ||
        target_of_jump(proto->code[end], end) != (int64_t)start + 1) {
        return "wrong numeric loop";
    }
    v->words[end].is_covered = true;
    for (uint32_t pc = start + 1; pc <= end; pc = next_word(proto, pc)) {
        const Word *word = &v->words[pc];
        if (is_target(word) && (word->first_source < start || word->last_source > end)) {
            return "jump into a numeric loop";
        }
        if (pc < end && writes(proto, proto->code[pc], register_a(prepare), 3)) {
            return "state of a numeric loop is changed";
        }
    }
    return NULL;
}

static const char *check_ranges(Verifier *v)
{
    const Proto *proto = v->proto;
    for (uint32_t pc = 1; pc < proto->code_count; pc = next_word(proto, pc)) {
        enum Opcode op = ins_op(proto->code[pc]);
        const char *why = NULL;
        switch (op) {
        case OP_NEW_TABLE:
        case OP_NEW_TEMPLATE:
            why = check_fresh_table(v, pc);
            break;
        case OP_FOR_PREP:
        case OP_FOR_PREP_INT:
            why = check_loop(v, pc);
            break;
        case OP_FOR_LOOP:
        case OP_FOR_LOOP_INT:
            why = v->words[pc].is_covered ? NULL : "numeric loop without beginning";
            break;
        case OP_SET_LIST:
        case OP_INIT_FIELD:
        case OP_INIT_FIELD_K:
            why = v->words[pc].is_covered ? NULL : "field of an unknown table";
            break;
        default:
            break;
        }
        if (why != NULL) {
            return why;
        }
    }
    return NULL;
}

// ---- what is to be closed

static const char *mark_pending(State *s, unsigned reg)
{
    if (registers_have(&s->pending, reg, REGISTERS_END)) {
        return "to-be-closed variables out of order";
    }
    registers_add(&s->pending, reg);
    return NULL;
}

static void mark_captured(State *s, const Proto *child)
{
    for (unsigned n = 0; n < child->upvalue_count; n++) {
        if (child->upvalues[n].in_stack) {
            registers_add(&s->captured, child->upvalues[n].index);
        }
    }
}

// Whether a register that is to be closed may be written. The call of a generic for leaves the four
// below its variables alone.
static bool writes_pending(Instruction i, const State *s)
{
    unsigned first = register_a(i) + (ins_op(i) == OP_FOR_IN_CALL ? 4 : 0);
    unsigned live = ins_live_count(i);
    return registers_have(&s->pending, first, registers_written(i)) ||
           (live > 0 && registers_have(&s->pending, max(live, register_a(i) + 1), REGISTERS_END));
}

// Carries an instruction out on what may be the case before it.
static const char *flow_through(const Proto *proto, Instruction i, State *s)
{
    unsigned a = register_a(i);
    if (writes_pending(i, s)) {
        return "to-be-closed variable is changed";
    }
    switch (ins_op(i)) {
    case OP_CLOSURE:
        mark_captured(s, proto->protos[ins_d(i)]);
        return NULL;
    case OP_MARK_CLOSE:
        return mark_pending(s, a);
    case OP_FOR_IN_PREP:
        return mark_pending(s, a + 3);
    case OP_CLOSE:
        set_cut(&s->captured, a);
        set_cut(&s->pending, a);
        return NULL;
    case OP_NEW_TABLE:
    case OP_NEW_TEMPLATE:
        return registers_have(&s->captured, a, 1) ? "captured register in use" : NULL;
    case OP_FOR_PREP:
    case OP_FOR_PREP_INT:
        return registers_have(&s->captured, a, 3) ? "captured register in use" : NULL;
    case OP_TAIL_CALL:
        if (!set_is_empty(&s->pending)) {
            return "tail call with variables to be closed";
        }
        return ins_flag(i) || set_is_empty(&s->captured) ? NULL : "return without closing";
    case OP_RETURN:
    case OP_RETURN0:
    case OP_RETURN1:
        if (ins_op(i) == OP_RETURN && ins_flag(i)) {
            return NULL;
        }
        return set_is_empty(&s->captured) && set_is_empty(&s->pending) ? NULL
                                                                       : "return without closing";
    default:
        return NULL;
    }
}

// What is the case at [from] is so at the jump target [to] as well.
static void flow_to(Verifier *v, uint32_t from, uint32_t to, const State *s)
{
    State *target = &v->states[v->words[to].state];
    bool has_grown = !target->is_reached;
    target->is_reached = true;
    has_grown |= set_join(&target->captured, &s->captured);
    has_grown |= set_join(&target->pending, &s->pending);
    v->has_changed |= has_grown && to <= from;
}

// One pass over the code. Code that nothing leads to is passed over.
static const char *flow_once(Verifier *v)
{
    const Proto *proto = v->proto;
    State now = {.is_reached = true};
    v->has_changed = false;
    for (uint32_t pc = 1; pc < proto->code_count; pc = next_word(proto, pc)) {
        Instruction i = proto->code[pc];
        if (is_target(&v->words[pc])) {
            if (now.is_reached) {
                flow_to(v, pc - 1, pc, &now);
            }
            now = v->states[v->words[pc].state];
        }
        if (!now.is_reached) {
            continue;
        }
        const char *why = flow_through(proto, i, &now);
        if (why != NULL) {
            return why;
        }
        if (has_own_jump(i)) {
            flow_to(v, pc, (uint32_t)target_of_jump(i, pc), &now);
        }
        if (!falls_through(i)) {
            now = (State){.is_reached = false};
        }
    }
    return NULL;
}

static const char *check_flow(Verifier *v)
{
    memset(v->states, 0, v->state_count * sizeof *v->states);
    const char *why;
    do {
        why = flow_once(v);
    } while (why == NULL && v->has_changed);
    return why;
}

// ---- everything beside the code

static bool is_template(const Table *t)
{
    for (uint32_t i = 0; i < table_entry_count(t); i++) {
        if (!tag_is_string(table_entry(t, i)->key_tag) || table_entry(t, i)->tag != TAG_NIL) {
            return false;
        }
    }
    return t->metatable == NULL && t->array_capacity == 0;
}

static const char *check_constants(const Proto *proto)
{
    for (uint32_t i = 0; i < proto->constant_count; i++) {
        const Value *k = &proto->constants[i];
        bool is_plain = k->tag <= TAG_TRUE || value_is_number(k) || value_is_string(k);
        if (!is_plain && !(value_is_table(k) && is_template(value_table(k)))) {
            return "wrong constant";
        }
    }
    return NULL;
}

// The main function of a chunk (no parent) gets new upvalues.
static const char *check_upvalues(const Proto *proto, const Proto *parent)
{
    for (unsigned i = 0; i < proto->upvalue_count; i++) {
        const UpvalueInfo *info = &proto->upvalues[i];
        unsigned limit = parent == NULL   ? REGISTERS_END
                         : info->in_stack ? parent->frame_size
                                          : parent->upvalue_count;
        if (info->in_stack > 1 || info->attribute > 2 || info->index >= limit) {
            return "wrong upvalue";
        }
    }
    return NULL;
}

static const char *check_locals(const Proto *proto)
{
    for (uint32_t i = 0; i < proto->local_count; i++) {
        const LocalInfo *local = &proto->locals[i];
        if (local->name == NULL || local->start_pc > local->end_pc ||
            local->end_pc > proto->code_count || local->slot >= proto->frame_size ||
            (i > 0 && local->start_pc < local[-1].start_pc)) {
            return "wrong local variable";
        }
    }
    return NULL;
}

static const char *check_code(Thread *L, const Proto *proto)
{
    uint32_t jump_count;
    const char *why = check_shape(proto, &jump_count);
    if (why != NULL) {
        return why;
    }
    size_t word_bytes = proto->code_count * sizeof(Word);
    size_t size = word_bytes + jump_count * sizeof(State);
    char *block = mem_alloc(L, size);
    Verifier v = {.proto = proto, .words = (Word *)block, .states = (State *)(block + word_bytes)};
    why = scan_words(&v);
    if (why == NULL) {
        why = check_open_results(&v);
    }
    if (why == NULL) {
        why = check_ranges(&v);
    }
    if (why == NULL) {
        why = check_flow(&v);
    }
    mem_free(L, block, size);
    return why;
}
_Static_assert(sizeof(Word) % sizeof(uint64_t) == 0, "states follow words");

const char *verify_proto(Thread *L, const Proto *proto, const Proto *parent)
{
    const char *why = check_upvalues(proto, parent);
    if (why == NULL) {
        why = check_constants(proto);
    }
    if (why == NULL) {
        why = check_locals(proto);
    }
    if (why == NULL && !lineinfo_is_valid(proto)) {
        why = "wrong line information";
    }
    return why != NULL ? why : check_code(L, proto);
}
