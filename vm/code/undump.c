// SPDX-License-Identifier: MIT
// undump.c: reads precompiled chunks. The format is described in dump.h.
//
// Nothing in a chunk is believed: every read is checked against its end, every count against the
// bytes that follow before memory is taken for it, and each finished function goes through
// verify_proto. The main function is anchored on the stack from the start and each nested one in
// its parent before it is filled, so a collection may happen anywhere: arrays are filled with
// nothing before they are attached.

#include "vm/code/undump.h"

#include <stdio.h>
#include <string.h>

#include "vm/code/dump.h"
#include "vm/code/opcode.h"
#include "vm/code/verify.h"
#include "vm/heap/c_stack.h"
#include "vm/heap/closure.h"
#include "vm/heap/gc.h"
#include "vm/heap/mem.h"
#include "vm/heap/str.h"
#include "vm/heap/table.h"
#include "vm/heap/thread.h"
#include "vm/heap/throw.h"

typedef struct Undump {
    Thread *thread;
    Chunk *chunk;
    size_t next;         // offset of the byte to be read
    const char *name;    // of the chunk, for messages
    ptrdiff_t long_slot; // of the stack: the table of long strings seen so far, or nil
    uintptr_t stack_limit;
} Undump;

// ---- errors

// How messages call the chunk.
static const char *display_name(const char *chunk_name)
{
    if (*chunk_name == '@' || *chunk_name == '=') {
        return chunk_name + 1;
    }
    return *chunk_name == LUA_SIGNATURE[0] ? "binary string" : chunk_name;
}

// Pushes the message. Long ones are formatted in place, for chunk names may be of any length.
static void push_message(Thread *L, const char *name, const char *why)
{
    static const char format[] = "%s: bad binary format (%s)";
    char text[STRING_SHORT_MAX + 1];
    int length = snprintf(text, sizeof text, format, name, why);
    thread_ensure(L, L->top, 1);
    String *message;
    if (length <= STRING_SHORT_MAX) {
        message = str_new(L, text, (size_t)length);
    } else {
        message = str_new_buffer(L, (size_t)length);
        snprintf(message->bytes, (size_t)length + 1, format, name, why);
    }
    value_set_string(L->top++, message);
}

_Noreturn static void fail_chunk(const Undump *in, const char *why)
{
    push_message(in->thread, in->name, why);
    throw_status(in->thread, LUA_ERRSYNTAX);
}

// ---- reading

// Fails unless [length] more bytes follow.
static void require_bytes(const Undump *in, size_t length)
{
    while (length > in->chunk->size - in->next) {
        if (!chunk_read(in->chunk)) {
            fail_chunk(in, "truncated chunk");
        }
    }
}

// The next [length] bytes, in place until more are read.
static const char *take_bytes(Undump *in, size_t length)
{
    require_bytes(in, length);
    const char *bytes = in->chunk->bytes + in->next;
    in->next += length;
    return bytes;
}

static void read_bytes(Undump *in, void *out, size_t length)
{
    const char *bytes = take_bytes(in, length);
    if (length > 0) {
        memcpy(out, bytes, length);
    }
}

static uint8_t read_byte(Undump *in)
{
    return (uint8_t)*take_bytes(in, 1);
}

static uint64_t read_count(Undump *in, uint64_t limit)
{
    uint64_t n = 0;
    for (unsigned shift = 0;; shift += 7) {
        uint8_t byte = read_byte(in);
        n |= (uint64_t)(byte & 0x7F) << shift;
        if (byte <= 0x7F) {
            break;
        }
        if (shift >= 56) {
            fail_chunk(in, "integer overflow");
        }
    }
    if (n > limit) {
        fail_chunk(in, "integer overflow");
    }
    return n;
}

static uint32_t read_number(Undump *in)
{
    return (uint32_t)read_count(in, INT32_MAX);
}

// Number of items that take at least [item_bytes] bytes each.
static uint32_t read_item_count(Undump *in, size_t item_bytes)
{
    uint32_t n = read_number(in);
    require_bytes(in, n * item_bytes);
    return n;
}

static String *read_string_bytes(Undump *in, uint64_t length)
{
    const char *bytes = take_bytes(in, length);
    return str_new(in->thread, bytes, length);
}

// The result is not anchored.
static String *read_string(Undump *in)
{
    return read_string_bytes(in, read_count(in, SIZE_MAX / 2));
}

static String *read_optional_string(Undump *in)
{
    uint64_t n = read_count(in, SIZE_MAX / 2);
    return n == 0 ? NULL : read_string_bytes(in, n - 1);
}

// ---- parts of a function

// A field of [proto] now refers to [child], which may be NULL.
static void attach(const Undump *in, Proto *proto, void *child)
{
    if (child != NULL) {
        gc_barrier_object(in->thread->runtime, &proto->header, child);
    }
}

// The block of an array of [count] zeroed items; NULL if that is none.
static void *new_array(const Undump *in, uint32_t count, size_t item_bytes)
{
    if (count == 0) {
        return NULL;
    }
    void *array = mem_alloc(in->thread, count * item_bytes);
    memset(array, 0, count * item_bytes);
    return array;
}

// Reads the words; inline caches stay 0 until the constants are known.
static void read_code(Undump *in, Proto *proto)
{
    // A pair of instruction and cache takes one word of the chunk.
    uint32_t count = read_number(in);
    require_bytes(in, count / 2 * sizeof(Instruction));
    proto->code = new_array(in, count, sizeof(Instruction));
    proto->code_count = count;
    for (uint32_t pc = 0; pc < count; pc++) {
        read_bytes(in, &proto->code[pc], sizeof(Instruction));
        unsigned op = (uint8_t)proto->code[pc];
        if (op >= OPCODE_COUNT) {
            fail_chunk(in, "unknown instruction");
        }
        if (opcode_info[op].effects & OPF_AUX) {
            pc++;
            if (pc < count && !opcode_has_key(&opcode_info[op])) {
                read_bytes(in, &proto->code[pc], sizeof(Instruction));
            }
        }
    }
}

// A table with nil under each key. It is anchored in constant [k] of [proto] while it is filled.
static void read_template(Undump *in, Proto *proto, Value *k)
{
    Thread *L = in->thread;
    uint32_t count = read_item_count(in, 1);
    Table *template = table_new(L, 0, count);
    value_set_table(k, template);
    attach(in, proto, template);
    for (uint32_t i = 0; i < count; i++) {
        String *key = read_string(in);
        // Anchored on the stack, for a new key may make the table grow.
        value_set_string(L->top++, key);
        table_add_key(L, template, key);
        L->top--;
    }
}

// Equal long strings of a chunk become one, as where they are compiled. [k] is anchored.
static void share_long_string(const Undump *in, Proto *proto, Value *k)
{
    Thread *L = in->thread;
    Value *slot = thread_restore(L, in->long_slot);
    if (value_is_nil(slot)) {
        value_set_table(slot, table_new(L, 0, 1));
    }
    Value known = table_get(value_table(slot), k);
    if (value_is_nil(&known)) {
        table_set(L, value_table(slot), k, k);
    } else {
        value_copy(k, &known);
        attach(in, proto, value_string(k));
    }
}

static void read_constant(Undump *in, Proto *proto, Value *k)
{
    switch (read_byte(in)) {
    case DUMP_NIL:
        break;
    case DUMP_FALSE:
        k->tag = TAG_FALSE;
        break;
    case DUMP_TRUE:
        k->tag = TAG_TRUE;
        break;
    case DUMP_INTEGER_CONSTANT:
        read_bytes(in, &k->as.integer, sizeof k->as.integer);
        k->tag = TAG_INTEGER;
        break;
    case DUMP_FLOAT_CONSTANT:
        read_bytes(in, &k->as.number, sizeof k->as.number);
        k->tag = TAG_FLOAT;
        break;
    case DUMP_STRING: {
        String *s = read_string(in);
        value_set_string(k, s);
        attach(in, proto, s);
        if (k->tag == TAG_LONG_STRING) {
            share_long_string(in, proto, k);
        }
        break;
    }
    case DUMP_TEMPLATE:
        read_template(in, proto, k);
        break;
    default:
        fail_chunk(in, "unknown constant");
    }
}

static void read_constants(Undump *in, Proto *proto)
{
    uint32_t count = read_item_count(in, 1);
    proto->constants = new_array(in, count, sizeof(Value));
    proto->constant_count = count;
    for (uint32_t i = 0; i < count; i++) {
        read_constant(in, proto, &proto->constants[i]);
    }
}

// Makes the inline caches of KEY instructions from their constants.
static void link_keys(const Undump *in, const Proto *proto)
{
    for (uint32_t pc = 0; pc < proto->code_count; pc++) {
        Instruction i = proto->code[pc];
        const OpcodeInfo *info = &opcode_info[ins_op(i)];
        if (!(info->effects & OPF_AUX)) {
            continue;
        }
        pc++;
        if (opcode_has_key(info) && pc < proto->code_count) {
            uint32_t index = ins_c(i) / SLOT_BYTES;
            if (index >= proto->constant_count || proto->constants[index].tag != TAG_SHORT_STRING) {
                fail_chunk(in, "key is no short string");
            }
            proto->code[pc] = aux_make(value_string(&proto->constants[index]), 0);
        }
    }
}

static void read_upvalues(Undump *in, Proto *proto)
{
    uint32_t count = read_item_count(in, 3);
    if (count > UPVALUE_MAX) {
        fail_chunk(in, "too many upvalues");
    }
    proto->upvalues = new_array(in, count, sizeof(UpvalueInfo));
    proto->upvalue_count = (uint8_t)count;
    for (uint32_t i = 0; i < count; i++) {
        UpvalueInfo *info = &proto->upvalues[i];
        info->in_stack = read_byte(in);
        info->index = read_byte(in);
        info->attribute = read_byte(in);
    }
}

static void read_lines(Undump *in, Proto *proto)
{
    uint32_t count = read_item_count(in, 1);
    proto->lines = new_array(in, count, 1);
    proto->lines_bytes = count;
    read_bytes(in, proto->lines, count);
}

static void read_locals(Undump *in, Proto *proto)
{
    uint32_t count = read_item_count(in, 4);
    proto->locals = new_array(in, count, sizeof(LocalInfo));
    proto->local_count = count;
    for (uint32_t i = 0; i < count; i++) {
        LocalInfo *local = &proto->locals[i];
        local->name = read_string(in);
        attach(in, proto, local->name);
        local->start_pc = read_number(in);
        local->end_pc = local->start_pc + read_number(in);
        local->slot = read_number(in);
    }
}

static void read_upvalue_names(Undump *in, Proto *proto)
{
    uint32_t count = read_item_count(in, 1);
    if (count != 0 && count != proto->upvalue_count) {
        fail_chunk(in, "wrong number of upvalue names");
    }
    for (uint32_t i = 0; i < count; i++) {
        String *name = read_optional_string(in);
        proto->upvalues[i].name = name;
        attach(in, proto, name);
    }
}

// ---- functions

static void read_function(Undump *in, Proto *proto, const Proto *parent, int depth);

static void read_functions(Undump *in, Proto *proto, int depth)
{
    uint32_t count = read_item_count(in, 1);
    proto->protos = new_array(in, count, sizeof(Proto *));
    proto->proto_count = count;
    for (uint32_t i = 0; i < count; i++) {
        Proto *child = proto_new(in->thread);
        proto->protos[i] = child;
        attach(in, proto, child);
        read_function(in, child, proto, depth + 1);
    }
}

// Fills [proto], which is anchored. Recursive to a limited depth.
static void read_function(Undump *in, Proto *proto, const Proto *parent, int depth)
{
    if (depth > SYNTAX_DEPTH_MAX || c_stack_is_beyond(in->stack_limit)) {
        fail_chunk(in, "functions nested too deeply");
    }
    bool same_source = read_byte(in) != 0;
    if (same_source && parent == NULL) {
        fail_chunk(in, "no source to share");
    }
    proto->source = same_source ? parent->source : read_optional_string(in);
    attach(in, proto, proto->source);
    proto->line_defined = read_number(in);
    proto->last_line_defined = read_number(in);
    proto->param_count = read_byte(in);
    proto->is_vararg = read_byte(in);
    proto->frame_size = (uint16_t)read_count(in, UINT16_MAX);
    read_code(in, proto);
    read_constants(in, proto);
    link_keys(in, proto);
    opcode_join_pairs(proto->code, proto->code_count);
    read_upvalues(in, proto);
    read_functions(in, proto, depth);
    read_lines(in, proto);
    read_locals(in, proto);
    read_upvalue_names(in, proto);
    const char *why = verify_proto(in->thread, proto, parent);
    if (why != NULL) {
        fail_chunk(in, why);
    }
}

// ---- the chunk

static void check_literal(Undump *in, const char *expected, size_t length, const char *why)
{
    if (memcmp(take_bytes(in, length), expected, length) != 0) {
        fail_chunk(in, why);
    }
}

static void check_byte(Undump *in, uint8_t expected, const char *why)
{
    if (read_byte(in) != expected) {
        fail_chunk(in, why);
    }
}

static void check_header(Undump *in)
{
    lua_Integer integer;
    lua_Number number;
    check_literal(in, LUA_SIGNATURE, sizeof LUA_SIGNATURE - 1, "not a binary chunk");
    check_byte(in, DUMP_VERSION, "version mismatch");
    check_byte(in, DUMP_FORMAT, "format mismatch");
    check_literal(in, DUMP_DATA, sizeof DUMP_DATA - 1, "corrupted chunk");
    check_byte(in, DUMP_INSTRUCTION_SIZE, "Instruction size mismatch");
    check_byte(in, sizeof integer, "lua_Integer size mismatch");
    check_byte(in, sizeof number, "lua_Number size mismatch");
    read_bytes(in, &integer, sizeof integer);
    if (integer != DUMP_INTEGER) {
        fail_chunk(in, "integer format mismatch");
    }
    read_bytes(in, &number, sizeof number);
    if (number != DUMP_FLOAT) {
        fail_chunk(in, "float format mismatch");
    }
    check_literal(in, DUMP_MARK, sizeof DUMP_MARK - 1, "version mismatch");
}

void undump_proto(Thread *L, Chunk *chunk, const char *chunk_name)
{
    Undump in = {.thread = L,
                 .chunk = chunk,
                 .name = display_name(chunk_name),
                 .stack_limit = c_stack_limit()};
    check_header(&in);
    thread_ensure(L, L->top, 3); // the function, the table of long strings and a key of a template
    Proto *proto = proto_new(L);
    value_set_object(L->top++, proto, TAG_PROTO);
    in.long_slot = thread_save(L, L->top);
    value_set_nil(L->top++);
    read_function(&in, proto, NULL, 0);
    L->top--;
}
