// SPDX-License-Identifier: MIT
// codegen_call.c: calls, method calls and table constructors.

#include <string.h>

#include "src/compiler/codegen.h"
#include "vm/base/limits.h"

// Positional items that are collected in registers before one SET_LIST.
#define LIST_FLUSH 50
// Most keys of a constructor template.
#define TEMPLATE_MAX 128

// ---- calls

void code_self(Emitter *e, Expr *x, int object, int dest)
{
    Expr key = {.kind = EXPR_STRING,
                .string = x->call.name,
                .line = x->call.function->read_line, // that of the name
                .read_line = x->call.function->read_line};
    uint32_t index;
    bool is_key = code_is_key(e, &key, &index);
    emit_at(e, key.line, x->column);
    if (is_key) {
        emit_key(e, OP_SELF, dest, object, index);
        return;
    }
    emit_abc(e, OP_MOVE, 0, dest + 1, object, 0);
    int name = code_next(e, &key);
    emit_abc(e, OP_GET_INDEX, 0, dest, dest + 1, name);
    e->free = name;
}

void code_call_arguments(Emitter *e, const Expr *x, int func, int wanted)
{
    bool is_open = code_list(e, &x->call.arguments, LUA_MULTRET);
    int argument_count = e->free - func - 1;
    emit_at(e, x->line, x->column);
    emit_abc(e, OP_CALL, 0, func, is_open ? 0 : argument_count + 1, wanted + 1);
    e->free = func + 1;
}

// ---- constructors

// The keys of all record items if these are different short strings, in order; NULL if not.
static const Template *make_template(Emitter *e, const Expr *x)
{
    int count = x->table.record_count;
    if (count == 0 || count > TEMPLATE_MAX) {
        return NULL;
    }
    Template *t = emit_alloc(e, sizeof *t);
    t->keys = emit_alloc(e, (size_t)count * sizeof *t->keys);
    for (const TableItem *item = x->table.first; item != NULL; item = item->next) {
        if (item->key == NULL) {
            continue;
        }
        if (item->key->kind != EXPR_STRING || item->key->string->length > STRING_SHORT_MAX) {
            return NULL;
        }
        for (unsigned i = 0; i < t->count; i++) {
            if (t->keys[i] == item->key->string) {
                return NULL;
            }
        }
        t->keys[t->count++] = item->key->string;
    }
    return t;
}

static void init_field(Emitter *e, int table, int number, const TableItem *item)
{
    uint32_t constant;
    bool is_constant = code_near_constant(e, item->value, &constant);
    int value = is_constant ? (int)constant : code_any(e, item->value);
    emit_at(e, item->line, item->value->column);
    emit_abc(e, is_constant ? OP_INIT_FIELD_K : OP_INIT_FIELD, 0, table, number, value);
}

static void set_item(Emitter *e, int table, const TableItem *item)
{
    Expr object = {.kind = EXPR_NIL};
    Expr access = {.kind = EXPR_INDEX, .index = {&object, item->key}};
    Place place = code_place(e, &access, table);
    uint32_t constant;
    bool is_constant = code_near_constant(e, item->value, &constant);
    int value = is_constant ? (int)constant : code_any(e, item->value);
    emit_at(e, item->line, item->key->column);
    switch (place.kind) {
    case PLACE_FIELD:
        emit_key(e, is_constant ? OP_SET_FIELD_K : OP_SET_FIELD, table, value, (uint32_t)place.key);
        break;
    case PLACE_INT:
        emit_abc(e, is_constant ? OP_SET_INT_K : OP_SET_INT, 0, table, place.key, value);
        break;
    default:
        emit_abc(e, is_constant ? OP_SET_INDEX_K : OP_SET_INDEX, 0, table, place.key, value);
    }
}

static void flush_list(Emitter *e, int table, int count, lua_Integer first, bool is_open,
                       uint32_t line)
{
    emit_at(e, line, 0);
    emit_abc(e, OP_SET_LIST, is_open, table, is_open ? 0 : count, 0);
    emit_word(e, (Instruction)first);
    e->free = table + 1;
}

static void fill_table(Emitter *e, const Expr *x, int table, bool has_template)
{
    int pending = 0;        // positional items in registers
    lua_Integer stored = 0; // positional items in the table
    int field = 0;
    uint32_t line = 0; // of the last positional item
    for (const TableItem *item = x->table.first; item != NULL; item = item->next) {
        line = item->key == NULL ? item->line : line;
        if (item->key != NULL) {
            int mark = e->free;
            if (has_template) {
                init_field(e, table, field++, item);
            } else {
                set_item(e, table, item);
            }
            e->free = mark;
        } else if (item->next == NULL && expr_is_multi(item->value)) {
            code_multi(e, item->value, LUA_MULTRET);
            flush_list(e, table, 0, stored + 1, true, line);
            return;
        } else {
            code_next(e, item->value);
            if (++pending == LIST_FLUSH) {
                flush_list(e, table, pending, stored + 1, false, item->value->read_line);
                stored += pending;
                pending = 0;
            }
        }
    }
    if (pending > 0) {
        flush_list(e, table, pending, stored + 1, false, line);
    }
}

static int limit_count(int count)
{
    return count > UINT16_MAX ? UINT16_MAX : count;
}

void code_table(Emitter *e, Expr *x, int dest)
{
    int mark = e->free;
    // Built on top of the registers: positional items follow it.
    bool on_top = emit_is_temporary(e, dest) && dest + 1 == mark;
    int table = on_top ? dest : emit_reserve(e, 1);
    const Template *template = make_template(e, x);
    uint32_t constant = 0;
    if (template != NULL) {
        constant = emit_constant(e, (Constant){.kind = CONSTANT_TEMPLATE, .template = template});
    }
    bool has_template = template != NULL && emit_constant_is_near(constant);
    emit_at(e, x->line, x->column);
    int array_count = limit_count(x->table.array_count);
    if (has_template) {
        emit_abc(e, OP_NEW_TEMPLATE, 0, table, (int)constant, array_count);
    } else {
        emit_abc(e, OP_NEW_TABLE, 0, table, limit_count(x->table.record_count), array_count);
    }
    fill_table(e, x, table, has_template);
    if (table != dest) {
        emit_at(e, x->read_line, x->column);
        emit_abc(e, OP_MOVE, 0, dest, table, 0);
    }
    e->free = mark;
}
