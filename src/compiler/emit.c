// SPDX-License-Identifier: MIT
// emit.c: instructions, constants, jumps, registers and scopes of one function under construction.

#include "src/compiler/emit.h"

#include <string.h>

#include "vm/base/limits.h"

#define FIRST_CODE 64
#define FIRST_ITEMS 16
#define POLL_INTERVAL 1024 // words

void *emit_alloc(Emitter *e, size_t size)
{
    return arena_alloc(e->lexer->arena, size);
}

void emit_fail(Emitter *e, const char *message)
{
    lexer_fail(e->lexer, e->line, e->column, message, NULL, 0);
}

// Room for one more item of [item_size] bytes in an array of the arena.
static void *grow_array(Emitter *e, void *items, uint32_t *capacity, uint32_t first,
                        size_t item_size)
{
    uint32_t wanted = *capacity == 0 ? first : *capacity * 2;
    void *grown = arena_grow(e->lexer->arena, items, *capacity * item_size, wanted * item_size);
    *capacity = wanted;
    return grown;
}

// ---- words

void emit_word(Emitter *e, Instruction word)
{
    if (e->count % POLL_INTERVAL == 0) {
        arena_poll(e->lexer->arena);
    }
    if (e->count == e->capacity) {
        uint32_t capacity = e->capacity;
        e->code = grow_array(e, e->code, &capacity, FIRST_CODE, sizeof *e->code);
        capacity = e->capacity;
        e->lines = grow_array(e, e->lines, &capacity, FIRST_CODE, sizeof *e->lines);
        capacity = e->capacity;
        e->columns = grow_array(e, e->columns, &capacity, FIRST_CODE, sizeof *e->columns);
        e->capacity = capacity;
    }
    e->code[e->count] = word;
    e->lines[e->count] = e->line;
    e->columns[e->count] = e->column;
    e->count++;
}

static unsigned scale(uint8_t kind, int operand)
{
    bool is_slot = kind == OPERAND_REG || kind == OPERAND_CST || kind == OPERAND_KEY;
    return (unsigned)operand * (is_slot ? SLOT_BYTES : 1);
}

// How many registers are in use once register [dest] is written; 0 if they are too many for the
// field.
static unsigned live_count(const Emitter *e, int dest)
{
    int count = e->free > dest ? e->free : dest + 1;
    return count <= UINT8_MAX ? (unsigned)count : 0;
}

uint32_t emit_abc(Emitter *e, enum Opcode op, unsigned flag, int a, int b, int c)
{
    const uint8_t *kinds = opcode_info[op].operands;
    if (op == OP_NEW_TABLE || op == OP_NEW_TEMPLATE) {
        flag = live_count(e, a);
    } else if (op == OP_CONCAT) { // its operands are on top, and done with
        flag = a < UINT8_MAX ? (unsigned)a + 1 : 0;
    }
    emit_word(
        e, ins_abc(op, (uint8_t)flag, scale(kinds[0], a), scale(kinds[1], b), scale(kinds[2], c)));
    return e->count - 1;
}

uint32_t emit_ad(Emitter *e, enum Opcode op, int a, int32_t d)
{
    const uint8_t *kinds = opcode_info[op].operands;
    unsigned flag = op == OP_CLOSURE ? live_count(e, a) : 0;
    emit_word(e, ins_ad(op, (uint8_t)flag, scale(kinds[0], a),
                        kinds[1] == OPERAND_CSTD ? d * SLOT_BYTES : d));
    return e->count - 1;
}

void emit_key(Emitter *e, enum Opcode op, int a, int b, uint32_t key)
{
    emit_abc(e, op, 0, a, b, (int)key);
    emit_word(e, 0);
}

void emit_nil(Emitter *e, int from, int count)
{
    if (e->count > e->last_label && e->count > 1) {
        Instruction *last = &e->code[e->count - 1];
        bool is_aux = opcode_info[ins_op(e->code[e->count - 2])].effects & OPF_AUX;
        int first = (int)(ins_a(*last) / SLOT_BYTES);
        int end = first + (int)ins_b(*last);
        if (!is_aux && ins_op(*last) == OP_LOAD_NIL && first <= from + count && from <= end) {
            first = from < first ? from : first;
            end = from + count > end ? from + count : end;
            *last =
                ins_abc(OP_LOAD_NIL, 0, (unsigned)first * SLOT_BYTES, (unsigned)(end - first), 0);
            return;
        }
    }
    emit_abc(e, OP_LOAD_NIL, 0, from, count, 0);
}

// ---- constants

static uint32_t hash_constant(const Constant *c)
{
    uint64_t h = (c->bits ^ (uint64_t)c->kind << 56) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(h >> 32);
}

static void grow_constant_index(Emitter *e)
{
    uint32_t size = e->constant_index == NULL ? FIRST_ITEMS * 2 : (e->constant_mask + 1) * 2;
    e->constant_index = emit_alloc(e, size * sizeof *e->constant_index);
    e->constant_mask = size - 1;
    for (uint32_t i = 0; i < e->constant_count; i++) {
        uint32_t at = hash_constant(&e->constants[i]) & e->constant_mask;
        while (e->constant_index[at] != 0) {
            at = (at + 1) & e->constant_mask;
        }
        e->constant_index[at] = i + 1;
    }
}

uint32_t emit_constant(Emitter *e, Constant constant)
{
    if (e->constant_index == NULL || e->constant_count * 2 > e->constant_mask) {
        grow_constant_index(e);
    }
    uint32_t at = hash_constant(&constant) & e->constant_mask;
    for (; e->constant_index[at] != 0; at = (at + 1) & e->constant_mask) {
        const Constant *known = &e->constants[e->constant_index[at] - 1];
        if (known->kind == constant.kind && known->bits == constant.bits) {
            return e->constant_index[at] - 1;
        }
    }
    if (e->constant_count == e->constant_capacity) {
        e->constants =
            grow_array(e, e->constants, &e->constant_capacity, FIRST_ITEMS, sizeof *e->constants);
    }
    e->constants[e->constant_count] = constant;
    e->constant_index[at] = e->constant_count + 1;
    if (e->constant_count >= INT32_MAX / SLOT_BYTES) {
        emit_fail(e, "too many constants");
    }
    return e->constant_count++;
}

uint32_t emit_string(Emitter *e, AstString *string)
{
    return emit_constant(e, (Constant){.kind = CONSTANT_STRING, .string = string});
}

// ---- jumps

static void add_jump(Emitter *e, JumpList *list, uint32_t at)
{
    Jump *jump = emit_alloc(e, sizeof *jump);
    jump->at = at;
    jump->next = list->first;
    list->first = jump;
}

void emit_jump(Emitter *e, enum Opcode op, int a, JumpList *list)
{
    add_jump(e, list, emit_ad(e, op, a, 0));
}

void emit_jump_short(Emitter *e, enum Opcode op, unsigned flag, int a, int b, JumpList *list)
{
    if (!e->long_jumps) {
        add_jump(e, list, emit_abc(e, op, flag, a, b, 0));
        return;
    }
    emit_abc(e, op, flag, a, b, 1); // over the next word, to a jump that reaches everything
    emit_ad(e, OP_JUMP, 0, 1);
    emit_jump(e, OP_JUMP, 0, list);
}

static void patch(Emitter *e, uint32_t at, uint32_t target)
{
    Instruction i = e->code[at];
    int64_t distance = (int64_t)target - at - 1;
    if (opcode_info[ins_op(i)].operands[2] == OPERAND_J16) {
        if (distance < INT16_MIN || distance > INT16_MAX) {
            e->jump_too_long = true;
        }
        e->code[at] = ins_abc(ins_op(i), ins_flag(i), ins_a(i), ins_b(i), (unsigned)(int)distance);
    } else {
        e->code[at] = ins_ad(ins_op(i), ins_flag(i), ins_a(i), (int32_t)distance);
    }
}

void emit_bind(Emitter *e, JumpList *list, uint32_t target)
{
    for (const Jump *jump = list->first; jump != NULL; jump = jump->next) {
        patch(e, jump->at, target);
    }
    list->first = NULL;
}

uint32_t emit_label(Emitter *e)
{
    e->last_label = e->count;
    return e->count;
}

void emit_bind_here(Emitter *e, JumpList *list)
{
    if (list->first != NULL) {
        emit_bind(e, list, emit_label(e));
    }
}

void emit_jump_back(Emitter *e, enum Opcode op, int a, uint32_t target)
{
    patch(e, emit_ad(e, op, a, 0), target);
}

// ---- registers and scopes

int emit_reserve(Emitter *e, int count)
{
    int first = e->free;
    e->free += count;
    if (e->free > REGISTER_MAX) {
        emit_fail(e, "function or expression needs too many registers");
    }
    if (e->free > e->frame_size) {
        e->frame_size = e->free;
    }
    return first;
}

static void add_record(Emitter *e, AstString *name, int reg)
{
    if (e->local_count == e->local_capacity) {
        e->locals = grow_array(e, e->locals, &e->local_capacity, FIRST_ITEMS, sizeof *e->locals);
    }
    e->locals[e->local_count] =
        (LocalRecord){.name = name, .start_pc = e->count, .reg = (uint8_t)reg};
    if (e->scope_local_count == e->scope_local_capacity) {
        e->scope_locals = grow_array(e, e->scope_locals, &e->scope_local_capacity, FIRST_ITEMS,
                                     sizeof *e->scope_locals);
    }
    e->scope_locals[e->scope_local_count++] = e->local_count++;
}

void emit_activate(Emitter *e, LocalVar *variable, AstString *name)
{
    int reg = e->active++;
    if (variable != NULL) {
        variable->reg = (uint8_t)reg;
        variable->start_pc = e->count;
    }
    add_record(e, name, reg);
}

void emit_open_scope(Emitter *e, Scope *scope, const Block *block)
{
    *scope = (Scope){.outer = e->scope,
                     .block = block,
                     .first_register = e->active,
                     .first_local = e->scope_local_count};
    e->scope = scope;
}

void emit_close_scope(Emitter *e)
{
    const Scope *scope = e->scope;
    while (e->scope_local_count > scope->first_local) {
        e->locals[e->scope_locals[--e->scope_local_count]].end_pc = e->count;
    }
    e->active = e->free = scope->first_register;
    e->scope = scope->outer;
}
