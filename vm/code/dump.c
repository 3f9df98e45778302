// SPDX-License-Identifier: MIT
// dump.c: writes precompiled chunks. The format is described in dump.h.

#include "vm/code/dump.h"

#include <string.h>

#include "vm/code/opcode.h"

#define BUFFER_BYTES 512

typedef struct Dump {
    Thread *thread;
    lua_Writer writer;
    void *data;
    int status; // of the writer; once it is not 0 nothing more is written
    bool strip;
    size_t used;
    char buffer[BUFFER_BYTES]; // bytes not yet handed to the writer
} Dump;

// ---- bytes

static void flush(Dump *dump)
{
    if (dump->status == 0 && dump->used > 0) {
        dump->status = dump->writer(dump->thread, dump->buffer, dump->used, dump->data);
    }
    dump->used = 0;
}

static void write_bytes(Dump *dump, const void *bytes, size_t length)
{
    if (length > BUFFER_BYTES - dump->used) {
        flush(dump);
        if (length > BUFFER_BYTES) {
            if (dump->status == 0) {
                dump->status = dump->writer(dump->thread, bytes, length, dump->data);
            }
            return;
        }
    }
    if (length > 0) {
        memcpy(dump->buffer + dump->used, bytes, length);
        dump->used += length;
    }
}

static void write_byte(Dump *dump, uint8_t byte)
{
    write_bytes(dump, &byte, 1);
}

static void write_count(Dump *dump, uint64_t n)
{
    while (n > 0x7F) {
        write_byte(dump, (uint8_t)(n | 0x80));
        n >>= 7;
    }
    write_byte(dump, (uint8_t)n);
}

static void write_string(Dump *dump, const String *s)
{
    write_count(dump, s->length);
    write_bytes(dump, s->bytes, s->length);
}

static void write_optional_string(Dump *dump, const String *s)
{
    if (s == NULL || dump->strip) {
        write_count(dump, 0);
        return;
    }
    write_count(dump, (uint64_t)s->length + 1);
    write_bytes(dump, s->bytes, s->length);
}

// ---- parts of a function

static void write_code(Dump *dump, const Proto *proto)
{
    write_count(dump, proto->code_count);
    for (uint32_t pc = 0; pc < proto->code_count; pc++) {
        Instruction i = ins_with_op(proto->code[pc], ins_op(proto->code[pc]));
        const OpcodeInfo *info = &opcode_info[ins_op(i)];
        write_bytes(dump, &i, sizeof i);
        if (info->effects & OPF_AUX) {
            pc++;
            if (!opcode_has_key(info)) {
                write_bytes(dump, &proto->code[pc], sizeof(Instruction));
            }
        }
    }
}

static void write_template(Dump *dump, const Table *template)
{
    uint32_t count = template->entry_bytes / (uint32_t)sizeof(Entry);
    write_byte(dump, DUMP_TEMPLATE);
    write_count(dump, count);
    for (uint32_t i = 0; i < count; i++) {
        write_string(dump, template->entries[i].key.pointer);
    }
}

static void write_constant(Dump *dump, const Value *k)
{
    switch (k->tag) {
    case TAG_FALSE:
        write_byte(dump, DUMP_FALSE);
        break;
    case TAG_TRUE:
        write_byte(dump, DUMP_TRUE);
        break;
    case TAG_INTEGER:
        write_byte(dump, DUMP_INTEGER_CONSTANT);
        write_bytes(dump, &k->as.integer, sizeof k->as.integer);
        break;
    case TAG_FLOAT:
        write_byte(dump, DUMP_FLOAT_CONSTANT);
        write_bytes(dump, &k->as.number, sizeof k->as.number);
        break;
    case TAG_SHORT_STRING:
    case TAG_LONG_STRING:
        write_byte(dump, DUMP_STRING);
        write_string(dump, value_string(k));
        break;
    case TAG_TABLE:
        write_template(dump, value_table(k));
        break;
    default:
        write_byte(dump, DUMP_NIL);
        break;
    }
}

static void write_constants(Dump *dump, const Proto *proto)
{
    write_count(dump, proto->constant_count);
    for (uint32_t i = 0; i < proto->constant_count; i++) {
        write_constant(dump, &proto->constants[i]);
    }
}

static void write_upvalues(Dump *dump, const Proto *proto)
{
    write_count(dump, proto->upvalue_count);
    for (unsigned i = 0; i < proto->upvalue_count; i++) {
        const UpvalueInfo *info = &proto->upvalues[i];
        write_byte(dump, info->in_stack);
        write_byte(dump, info->index);
        write_byte(dump, info->attribute);
    }
}

static void write_debug(Dump *dump, const Proto *proto)
{
    uint32_t line_bytes = dump->strip ? 0 : proto->lines_bytes;
    uint32_t local_count = dump->strip || proto->locals == NULL ? 0 : proto->local_count;
    write_count(dump, line_bytes);
    write_bytes(dump, proto->lines, line_bytes);
    write_count(dump, local_count);
    for (uint32_t i = 0; i < local_count; i++) {
        const LocalInfo *local = &proto->locals[i];
        write_string(dump, local->name);
        write_count(dump, local->start_pc);
        write_count(dump, local->end_pc - local->start_pc);
        write_count(dump, local->slot);
    }
    unsigned name_count = dump->strip ? 0 : proto->upvalue_count;
    write_count(dump, name_count);
    for (unsigned i = 0; i < name_count; i++) {
        write_optional_string(dump, proto->upvalues[i].name);
    }
}

static bool is_same_source(const String *a, const String *b)
{
    return a == b || (a != NULL && b != NULL && a->length == b->length &&
                      memcmp(a->bytes, b->bytes, a->length) == 0);
}

// Recursive: functions are nested at most SYNTAX_DEPTH_MAX deep.
static void write_function(Dump *dump, const Proto *proto, const Proto *parent)
{
    bool same = parent != NULL && is_same_source(proto->source, parent->source);
    write_byte(dump, same);
    if (!same) {
        write_optional_string(dump, proto->source);
    }
    write_count(dump, proto->line_defined);
    write_count(dump, proto->last_line_defined);
    write_byte(dump, proto->param_count);
    write_byte(dump, proto->is_vararg);
    write_count(dump, proto->frame_size);
    write_code(dump, proto);
    write_constants(dump, proto);
    write_upvalues(dump, proto);
    write_count(dump, proto->proto_count);
    for (uint32_t i = 0; i < proto->proto_count; i++) {
        write_function(dump, proto->protos[i], proto);
    }
    write_debug(dump, proto);
}

static void write_header(Dump *dump)
{
    const lua_Integer integer = DUMP_INTEGER;
    const lua_Number number = DUMP_FLOAT;
    write_bytes(dump, LUA_SIGNATURE, sizeof LUA_SIGNATURE - 1);
    write_byte(dump, DUMP_VERSION);
    write_byte(dump, DUMP_FORMAT);
    write_bytes(dump, DUMP_DATA, sizeof DUMP_DATA - 1);
    write_byte(dump, DUMP_INSTRUCTION_SIZE);
    write_byte(dump, sizeof integer);
    write_byte(dump, sizeof number);
    write_bytes(dump, &integer, sizeof integer);
    write_bytes(dump, &number, sizeof number);
    write_bytes(dump, DUMP_MARK, sizeof DUMP_MARK - 1);
}

int dump_proto(Thread *L, const Proto *proto, bool strip, lua_Writer writer, void *data)
{
    Dump dump = {.thread = L, .writer = writer, .data = data, .strip = strip};
    write_header(&dump);
    write_function(&dump, proto, NULL);
    flush(&dump);
    return dump.status;
}
