// SPDX-License-Identifier: MIT
// codegen.c: makes the Protos of what the emitters have collected.
//
// Each Proto is anchored before anything else is allocated: the main one on the stack, the others
// in the list of their parent. Its arrays are complete, or their counts zero, whenever an
// allocation may collect.

#include <string.h>

#include "src/compiler/codegen.h"
#include "src/compiler/compiler.h"
#include "vm/code/lineinfo.h"
#include "vm/heap/closure.h"
#include "vm/heap/gc.h"
#include "vm/heap/mem.h"
#include "vm/heap/str.h"
#include "vm/heap/table.h"
#include "vm/heap/thread.h"

// Every string of the source becomes one object, long ones too: the caller stores it in a Proto,
// which keeps it for the next use.
static String *make_string(Thread *L, AstString *s)
{
    if (s->made == NULL) {
        s->made = str_new(L, s->bytes, s->length);
    }
    return s->made;
}

// Puts [value] into a constant of the proto.
static void set_constant(Thread *L, Proto *p, uint32_t index, const Value *value)
{
    value_copy(&p->constants[index], value);
    gc_barrier(L->runtime, &p->header, value);
}

static void make_template_table(Thread *L, Proto *p, uint32_t index, const Template *template)
{
    Value v;
    Table *t = table_new(L, 0, template->count);
    value_set_table(&v, t);
    set_constant(L, p, index, &v);
    for (unsigned i = 0; i < template->count; i++) {
        table_add_key(L, t, make_string(L, template->keys[i]));
    }
}

static void make_constant(Thread *L, Proto *p, uint32_t index, const Constant *c)
{
    Value v = {.tag = TAG_NIL};
    switch ((enum ConstantKind)c->kind) {
    case CONSTANT_NIL:
        return;
    case CONSTANT_FALSE:
    case CONSTANT_TRUE:
        value_set_boolean(&v, c->kind == CONSTANT_TRUE);
        break;
    case CONSTANT_INTEGER:
        value_set_integer(&v, c->integer);
        break;
    case CONSTANT_FLOAT:
        value_set_float(&v, c->number);
        break;
    case CONSTANT_STRING:
        value_set_string(&v, make_string(L, c->string));
        break;
    case CONSTANT_TEMPLATE:
        make_template_table(L, p, index, c->template);
        return;
    }
    set_constant(L, p, index, &v);
}

static void make_constants(Thread *L, Proto *p, const Emitter *e)
{
    if (e->constant_count == 0) {
        return;
    }
    Value *constants = mem_alloc(L, e->constant_count * sizeof *constants);
    for (uint32_t i = 0; i < e->constant_count; i++) {
        value_set_nil(&constants[i]);
    }
    p->constants = constants;
    p->constant_count = e->constant_count;
    for (uint32_t i = 0; i < e->constant_count; i++) {
        make_constant(L, p, i, &e->constants[i]);
    }
}

// Auxiliary words of field instructions get the pointers of their keys.
static void bind_keys(Proto *p)
{
    for (uint32_t pc = 0; pc < p->code_count; pc++) {
        const OpcodeInfo *info = &opcode_info[ins_op(p->code[pc])];
        if (info->effects & OPF_AUX) {
            if (info->operands[2] == OPERAND_KEY) {
                unsigned key = ins_c(p->code[pc]) / SLOT_BYTES;
                p->code[pc + 1] = aux_make(value_string(&p->constants[key]), 0);
            }
            pc++;
        }
    }
}

static void make_code(Thread *L, Proto *p, const Emitter *e)
{
    size_t bytes = e->count * sizeof(Instruction);
    p->code = mem_alloc(L, bytes);
    memcpy(p->code, e->code, bytes);
    p->code_count = e->count;
    bind_keys(p);
    opcode_join_pairs(p->code, p->code_count);
    uint32_t lines_bytes;
    p->lines = lineinfo_pack(L, e->lines, e->columns, e->count, &lines_bytes);
    p->lines_bytes = lines_bytes;
}

static void make_locals(Thread *L, Proto *p, const Emitter *e)
{
    if (e->local_count == 0) {
        return;
    }
    p->locals = mem_alloc(L, e->local_count * sizeof *p->locals);
    memset(p->locals, 0, e->local_count * sizeof *p->locals);
    p->local_count = e->local_count;
    for (uint32_t i = 0; i < e->local_count; i++) {
        const LocalRecord *record = &e->locals[i];
        String *name = make_string(L, record->name);
        p->locals[i] = (LocalInfo){.name = name,
                                   .start_pc = record->start_pc,
                                   .end_pc = record->end_pc,
                                   .slot = record->reg};
        gc_barrier_object(L->runtime, &p->header, &name->header);
    }
}

static void make_upvalues(Thread *L, Proto *p, const FunctionNode *node)
{
    if (node->upvalue_count == 0) {
        return;
    }
    size_t bytes = (size_t)node->upvalue_count * sizeof *p->upvalues;
    p->upvalues = mem_alloc(L, bytes);
    memset(p->upvalues, 0, bytes);
    p->upvalue_count = (uint8_t)node->upvalue_count;
    for (int i = 0; i < node->upvalue_count; i++) {
        const UpvalueNode *u = &node->upvalues[i];
        String *name = make_string(L, u->name);
        uint8_t index = u->index;
        if (u->in_stack) {
            index = u->variable != NULL ? u->variable->reg : 0;
        }
        p->upvalues[i] = (UpvalueInfo){.name = name, .in_stack = u->in_stack, .index = index};
        if (u->variable != NULL) {
            p->upvalues[i].attribute = u->variable->attribute;
        }
        gc_barrier_object(L->runtime, &p->header, &name->header);
    }
}

static void make_proto(Thread *L, Proto *p, const Emitter *e, String *source);

static void make_children(Thread *L, Proto *p, const Emitter *e)
{
    if (e->child_count == 0) {
        return;
    }
    p->protos = mem_alloc(L, e->child_count * sizeof *p->protos);
    memset(p->protos, 0, e->child_count * sizeof *p->protos);
    p->proto_count = e->child_count;
    uint32_t i = 0;
    for (const Emitter *child = e->children; child != NULL; child = child->next_sibling, i++) {
        Proto *inner = proto_new(L);
        p->protos[i] = inner;
        gc_barrier_object(L->runtime, &p->header, &inner->header);
        make_proto(L, inner, child, p->source);
    }
}

static void make_proto(Thread *L, Proto *p, const Emitter *e, String *source)
{
    const FunctionNode *node = e->function;
    p->source = source;
    gc_barrier_object(L->runtime, &p->header, &source->header);
    p->line_defined = node->line_defined;
    p->last_line_defined = node->parent != NULL ? node->last_line : 0;
    p->param_count = (uint8_t)node->params.count;
    p->is_vararg = node->is_vararg;
    p->frame_size = (uint16_t)e->frame_size;
    make_constants(L, p, e);
    make_code(L, p, e);
    make_locals(L, p, e);
    make_upvalues(L, p, node);
    make_children(L, p, e);
}

void codegen_chunk(Lexer *lexer, FunctionNode *main)
{
    Thread *L = lexer->thread;
    Emitter *e = code_function(NULL, lexer, main);
    thread_ensure(L, L->top, 2);
    Proto *p = proto_new(L);
    value_set_object(L->top, p, TAG_PROTO);
    L->top++;
    String *source = str_new(L, lexer->chunk_name, strlen(lexer->chunk_name));
    make_proto(L, p, e, source);
}
