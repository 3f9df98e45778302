// SPDX-License-Identifier: MIT
// varinfo.c: names of variables and functions, found from the code.
//
// The name of a register that is no local variable is that of what was loaded into it: the scan
// goes through the function from its start to the instruction in question and remembers the last
// one that wrote the register. An instruction that a forward jump may have skipped proves nothing,
// so a write in front of the furthest jump target seen so far counts as unknown.

#include "vm/exec/varinfo.h"

#include <string.h>

#include "vm/code/lineinfo.h"
#include "vm/code/opcode.h"
#include "vm/exec/exec.h"
#include "vm/exec/meta.h"
#include "vm/heap/table.h"
#include "vm/heap/thread.h"

#define NO_SETTER UINT32_MAX

static const VarName no_name = {NULL, NULL};

static const Proto *frame_proto(const Frame *frame)
{
    return value_lua_closure(frame->base - 1)->proto;
}

// ---- positions

uint32_t varinfo_current_pc(const Frame *frame)
{
    const Proto *proto = frame_proto(frame);
    if (frame->pc <= proto->code) {
        return 0;
    }
    uint32_t next = (uint32_t)(frame->pc - proto->code);
    uint32_t at = 0;
    for (;;) {
        uint32_t after = at + ins_word_count(proto->code[at]);
        // Never beyond the code, whatever pc says.
        if (after >= next || after >= proto->code_count) {
            return at;
        }
        at = after;
    }
}

int varinfo_current_line(const Frame *frame)
{
    return lineinfo_line(frame_proto(frame), varinfo_current_pc(frame));
}

// ---- variables

const char *varinfo_local_name(const Proto *proto, int n, uint32_t pc)
{
    for (uint32_t i = 0; i < proto->local_count; i++) {
        const LocalInfo *local = &proto->locals[i];
        if (local->start_pc > pc) {
            break;
        }
        if (pc < local->end_pc && local->slot == (uint32_t)n - 1) {
            return local->name->bytes;
        }
    }
    return NULL;
}

const char *varinfo_upvalue_name(const Proto *proto, unsigned index)
{
    const String *name = proto->upvalues[index].name;
    return name != NULL ? name->bytes : "?";
}

// Target of a jump instruction at [at].
static uint32_t jump_target(Instruction i, uint32_t at)
{
    const OpcodeInfo *info = &opcode_info[ins_op(i)];
    uint32_t after = at + ins_word_count(i);
    if (info->wide && info->operands[1] == OPERAND_J32) {
        return after + (uint32_t)ins_d(i);
    }
    if (info->operands[2] == OPERAND_J16) {
        return after + (uint32_t)ins_sc(i);
    }
    return after + 1; // LOAD_FALSE_SKIP
}

// True if the instruction writes [reg] (an index).
static bool instruction_writes(Instruction i, unsigned reg)
{
    unsigned a = ins_a(i) / SLOT_BYTES;
    switch (ins_op(i)) {
    case OP_LOAD_NIL:
        return reg >= a && reg < a + ins_b(i);
    case OP_SELF:
        return reg == a || reg == a + 1;
    case OP_CALL:
    case OP_TAIL_CALL:
    case OP_VARARG:
        return reg >= a;
    case OP_FOR_PREP:
    case OP_FOR_PREP_INT:
        return reg >= a && reg <= a + 3;
    case OP_FOR_LOOP:
    case OP_FOR_LOOP_INT:
        return reg == a || reg == a + 3;
    case OP_FOR_IN_CALL:
        return reg >= a + 4;
    case OP_FOR_IN_LOOP:
        return reg == a + 2;
    default:
        return opcode_info[ins_op(i)].effects & OPF_SET && reg == a;
    }
}

// The instruction before [pc] that gave [reg] its value, or NO_SETTER.
static uint32_t find_setter(const Proto *proto, uint32_t pc, unsigned reg)
{
    uint32_t setter = NO_SETTER;
    uint32_t skipped_to = 0; // furthest target of a forward jump so far, up to pc
    for (uint32_t at = 0; at < pc; at += ins_word_count(proto->code[at])) {
        Instruction i = proto->code[at];
        if (instruction_writes(i, reg)) {
            setter = at < skipped_to ? NO_SETTER : at;
        }
        if (opcode_info[ins_op(i)].effects & OPF_JUMP) {
            uint32_t target = jump_target(i, at);
            if (target > at && target <= pc && target > skipped_to) {
                skipped_to = target;
            }
        }
    }
    return setter;
}

static const char *constant_text(const Proto *proto, unsigned offset)
{
    const Value *k = &proto->constants[offset / SLOT_BYTES];
    return value_is_string(k) ? value_string(k)->bytes : "?";
}

// The variable in a register, moves from lower registers followed. If it is no local variable,
// [setter] is the instruction that loaded it, or NO_SETTER.
static VarName register_source(const Proto *proto, uint32_t pc, unsigned reg, uint32_t *setter)
{
    for (;;) {
        const char *local = varinfo_local_name(proto, (int)reg + 1, pc);
        *setter = local != NULL ? NO_SETTER : find_setter(proto, pc, reg);
        if (local != NULL) {
            return (VarName){"local", local};
        }
        if (*setter == NO_SETTER || ins_op(proto->code[*setter]) != OP_MOVE) {
            return no_name;
        }
        unsigned source = ins_b(proto->code[*setter]) / SLOT_BYTES;
        if (source >= reg) {
            *setter = NO_SETTER;
            return no_name;
        }
        reg = source;
        pc = *setter;
    }
}

// The text of a key in a register, if it is a constant.
static const char *key_text(const Proto *proto, uint32_t pc, unsigned reg)
{
    uint32_t setter = find_setter(proto, pc, reg);
    if (varinfo_local_name(proto, (int)reg + 1, pc) == NULL && setter != NO_SETTER &&
        ins_op(proto->code[setter]) == OP_LOAD_CONST) {
        return constant_text(proto, (unsigned)ins_d(proto->code[setter]));
    }
    return "?";
}

// A field of the table in register [reg] is a global variable if that register is a variable named
// _ENV.
static VarName field_name(const Proto *proto, uint32_t pc, unsigned reg, const char *key)
{
    uint32_t setter;
    const char *table = register_source(proto, pc, reg, &setter).name;
    if (setter != NO_SETTER && ins_op(proto->code[setter]) == OP_GET_UPVALUE) {
        table = varinfo_upvalue_name(proto, ins_b(proto->code[setter]));
    }
    bool is_environment = table != NULL && strcmp(table, "_ENV") == 0;
    return (VarName){is_environment ? "global" : "field", key};
}

static VarName upvalue_field_name(const Proto *proto, unsigned upvalue, const char *key)
{
    bool is_environment = strcmp(varinfo_upvalue_name(proto, upvalue), "_ENV") == 0;
    return (VarName){is_environment ? "global" : "field", key};
}

// What the instruction at [pc] loads.
static VarName loaded_name(const Proto *proto, uint32_t pc)
{
    Instruction i = proto->code[pc];
    switch (ins_op(i)) {
    case OP_LOAD_CONST: {
        const Value *k = &proto->constants[(unsigned)ins_d(i) / SLOT_BYTES];
        return value_is_string(k) ? (VarName){"constant", value_string(k)->bytes} : no_name;
    }
    case OP_GET_UPVALUE:
        return (VarName){"upvalue", varinfo_upvalue_name(proto, ins_b(i))};
    case OP_GET_GLOBAL:
        return upvalue_field_name(proto, ins_b(i), constant_text(proto, ins_c(i)));
    case OP_GET_FIELD:
        return field_name(proto, pc, ins_b(i) / SLOT_BYTES, constant_text(proto, ins_c(i)));
    case OP_GET_INDEX:
        return field_name(proto, pc, ins_b(i) / SLOT_BYTES,
                          key_text(proto, pc, ins_c(i) / SLOT_BYTES));
    case OP_GET_INT:
        return (VarName){"field", "integer index"};
    case OP_SELF:
        return (VarName){"method", constant_text(proto, ins_c(i))};
    default:
        return no_name;
    }
}

static VarName register_name(const Proto *proto, uint32_t pc, unsigned reg)
{
    uint32_t setter;
    VarName name = register_source(proto, pc, reg, &setter);
    return setter != NO_SETTER ? loaded_name(proto, setter) : name;
}

VarName varinfo_of_value(const Thread *L, const Value *v)
{
    const Frame *frame = L->frame;
    if (frame->kind != FRAME_LUA) {
        return no_name;
    }
    const LuaClosure *closure = value_lua_closure(frame->base - 1);
    const Proto *proto = closure->proto;
    for (unsigned i = 0; i < proto->upvalue_count; i++) {
        if (closure->upvalues[i] != NULL && closure->upvalues[i]->slot == v) {
            return (VarName){"upvalue", varinfo_upvalue_name(proto, i)};
        }
    }
    if (v >= frame->base && v < frame->base + proto->frame_size) {
        return register_name(proto, varinfo_current_pc(frame), (unsigned)(v - frame->base));
    }
    return no_name;
}

// ---- functions

// The metamethod that an instruction may call, without its underscores; NULL if none.
static const char *instruction_metamethod(Instruction i)
{
    if (ins_op(i) == OP_ADD_IMM && ins_flag(i) == 1) {
        return "sub";
    }
    const char *name = opcode_metamethod(&opcode_info[ins_op(i)]);
    return name != NULL ? name + strlen("__") : NULL;
}

VarName varinfo_called_name(const Frame *caller)
{
    if (caller->flags & FRAME_HOOKED) {
        return (VarName){"hook", "?"};
    }
    if (caller->kind != FRAME_LUA) {
        return no_name;
    }
    const Proto *proto = frame_proto(caller);
    uint32_t pc = varinfo_current_pc(caller);
    Instruction i = proto->code[pc];
    switch (ins_op(i)) {
    case OP_CALL:
    case OP_TAIL_CALL:
        return register_name(proto, pc, ins_a(i) / SLOT_BYTES);
    case OP_FOR_IN_CALL:
        return (VarName){"for iterator", "for iterator"};
    default: {
        const char *event = instruction_metamethod(i);
        return event != NULL ? (VarName){"metamethod", event} : no_name;
    }
    }
}

VarName varinfo_function_name(const Frame *frame)
{
    if (frame->kind == FRAME_BASE || (frame->flags & FRAME_TAIL_CALLED)) {
        return no_name;
    }
    switch (frame->completion) {
    case COMPLETE_FINALIZER:
        return (VarName){"metamethod", "__gc"};
    case COMPLETE_HOOK:
        return (VarName){"hook", "?"};
    case COMPLETE_CLOSE:
        return frame[-1].kind == FRAME_LUA ? (VarName){"metamethod", "close"} : no_name;
    default:
        return varinfo_called_name(frame - 1);
    }
}

// ---- operands

#define LOOKUP_DEPTH_MAX 20 // of tables in __index, and of a.b.c

// object.key without calling anything.
static Value look_up(Thread *L, Value object, const String *key)
{
    const Value nil = {.tag = TAG_NIL};
    for (int i = 0; i < LOOKUP_DEPTH_MAX; i++) {
        if (object.tag == TAG_TABLE) {
            Value v = table_get_short(value_table(&object), key);
            if (!value_is_nil(&v)) {
                return v;
            }
        }
        object = meta_find(L, &object, EVENT_INDEX);
        if (object.tag != TAG_TABLE) {
            break;
        }
    }
    return nil;
}

static Value register_now(const Thread *L, const Frame *frame, unsigned reg)
{
    const Value nil = {.tag = TAG_NIL};
    return thread_is_trace(L) ? nil : frame->base[reg];
}

static Value upvalue_now(const Frame *frame, unsigned index)
{
    return *value_lua_closure(frame->base - 1)->upvalues[index]->slot;
}

static Value container_of(Thread *L, const Frame *frame, uint32_t pc, unsigned reg, int depth);

// What register [reg] held at [pc], as far as that can still be seen; else nil.
static Value register_then(Thread *L, const Frame *frame, uint32_t pc, unsigned reg, int depth)
{
    const Proto *proto = frame_proto(frame);
    const Value nil = {.tag = TAG_NIL};
    if (varinfo_local_name(proto, (int)reg + 1, pc) != NULL) {
        return register_now(L, frame, reg);
    }
    uint32_t setter = depth > 0 ? find_setter(proto, pc, reg) : NO_SETTER;
    if (setter == NO_SETTER) {
        return nil;
    }
    Instruction i = proto->code[setter];
    switch (ins_op(i)) {
    case OP_MOVE:
        return register_then(L, frame, setter, ins_b(i) / SLOT_BYTES, depth - 1);
    case OP_LOAD_CONST:
        return proto->constants[(unsigned)ins_d(i) / SLOT_BYTES];
    case OP_GET_UPVALUE:
        return upvalue_now(frame, ins_b(i));
    case OP_GET_GLOBAL:
    case OP_GET_FIELD:
        return look_up(L, container_of(L, frame, pc, reg, depth),
                       value_string(&proto->constants[ins_c(i) / SLOT_BYTES]));
    default:
        return nil;
    }
}

// The object whose field register [reg] received before [pc]; nil if that is not known.
static Value container_of(Thread *L, const Frame *frame, uint32_t pc, unsigned reg, int depth)
{
    const Proto *proto = frame_proto(frame);
    const Value nil = {.tag = TAG_NIL};
    if (varinfo_local_name(proto, (int)reg + 1, pc) != NULL) {
        return nil;
    }
    uint32_t setter = find_setter(proto, pc, reg);
    if (setter == NO_SETTER) {
        return nil;
    }
    Instruction i = proto->code[setter];
    switch (ins_op(i)) {
    case OP_GET_GLOBAL:
        return upvalue_now(frame, ins_b(i));
    case OP_GET_FIELD:
        return register_then(L, frame, setter, ins_b(i) / SLOT_BYTES, depth - 1);
    case OP_SELF:
        return register_now(L, frame, reg + 1); // until the call is made
    default:
        return nil;
    }
}

// A field of an instruction that is an operand.
typedef struct OperandPlace {
    enum OperandKind kind; // REG, CST or IMM; NONE: there is no such operand
    int field;
} OperandPlace;

static OperandPlace binary_place(Instruction i, unsigned n)
{
    const OpcodeInfo *info = &opcode_info[ins_op(i)];
    int field = n == 1 ? ins_b(i) : ins_sc(i);
    return n > 2 ? (OperandPlace){OPERAND_NONE, 0} : (OperandPlace){info->operands[n], field};
}

static OperandPlace operand_place(Instruction i, unsigned n)
{
    const OperandPlace none = {OPERAND_NONE, 0};
    const OperandPlace first = {n == 1 ? OPERAND_REG : OPERAND_NONE, ins_a(i)};
    enum Opcode op = ins_op(i);
    switch (op) {
    case OP_GET_FIELD:
    case OP_SELF:
    case OP_GET_INDEX:
    case OP_GET_INT:
    case OP_UNM:
    case OP_BNOT:
    case OP_LEN:
        return n == 1 ? (OperandPlace){OPERAND_REG, ins_b(i)} : none;
    case OP_CALL:
    case OP_TAIL_CALL:
    case OP_SET_FIELD:
    case OP_SET_FIELD_K:
    case OP_SET_INDEX:
    case OP_SET_INDEX_K:
    case OP_SET_INT:
    case OP_SET_INT_K:
        return first;
    case OP_CONCAT:
        return n <= ins_b(i) ? (OperandPlace){OPERAND_REG, ins_a(i) + ((int)n - 1) * SLOT_BYTES}
                             : none;
    case OP_JUMP_LT:
    case OP_JUMP_NLT:
    case OP_JUMP_LE:
    case OP_JUMP_NLE:
    case OP_JUMP_LT_IMM:
    case OP_JUMP_NLT_IMM:
    case OP_JUMP_LE_IMM:
    case OP_JUMP_NLE_IMM:
        return n == 2 ? (OperandPlace){opcode_info[op].operands[1], ins_sb(i)} : first;
    case OP_JUMP_GT_IMM:
    case OP_JUMP_NGT_IMM:
    case OP_JUMP_GE_IMM:
    case OP_JUMP_NGE_IMM:
        return n == 1 ? (OperandPlace){OPERAND_IMM, ins_sb(i)}
                      : (OperandPlace){n == 2 ? OPERAND_REG : OPERAND_NONE, ins_a(i)};
    case OP_ADD_IMM:
        return ins_flag(i) == 2 && n <= 2 ? binary_place(i, 3 - n) : binary_place(i, n);
    default:
        return op >= OP_ADD && op <= OP_SHR_KR ? binary_place(i, n) : none;
    }
}

bool varinfo_operand(Thread *L, const Frame *frame, unsigned n, Operand *operand)
{
    const Proto *proto = frame_proto(frame);
    uint32_t pc = varinfo_current_pc(frame);
    Instruction i = proto->code[pc];
    OperandPlace place = operand_place(i, n);
    unsigned index = (uint16_t)place.field / SLOT_BYTES;
    *operand = (Operand){.value = {.tag = TAG_NIL}, .container = {.tag = TAG_NIL}};
    switch (place.kind) {
    case OPERAND_REG:
        operand->name = register_name(proto, pc, index);
        operand->value = register_now(L, frame, index);
        operand->is_gone = thread_is_trace(L);
        operand->container = container_of(L, frame, pc, index, LOOKUP_DEPTH_MAX);
        return true;
    case OPERAND_CST:
        operand->value = proto->constants[index];
        return true;
    case OPERAND_IMM:
        value_set_integer(&operand->value,
                          ins_op(i) == OP_ADD_IMM && ins_flag(i) == 1 ? -place.field : place.field);
        return true;
    default:
        return false;
    }
}
