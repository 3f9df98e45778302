// SPDX-License-Identifier: MIT
// disasm.c: listings of functions, driven by the table of opcodes.
//
// A function is listed as a head line, then a line for each instruction, its name and operands as
// the table says, with the value of a constant or the name of an upvalue behind a semicolon:
//     function test.lua:1-3, 1 parameter, 4 registers
//       2   2:12  GET_GLOBAL     R1 U0 K0      ; _ENV print
// Jumps show the word they go to. Inner functions follow.

#include "vm/code/disasm.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "vm/base/number.h"
#include "vm/code/lineinfo.h"
#include "vm/code/opcode.h"

#define LINE_BYTES 256
#define TEXT_SHOWN 40 // bytes of a string constant

typedef struct Listing {
    void (*write)(void *data, const char *text, size_t length);
    void *data;
    size_t used;
    char line[LINE_BYTES];
} Listing;

// ---- lines

__attribute__((format(printf, 2, 3))) static void add(Listing *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    size_t room = LINE_BYTES - out->used;
    int length = vsnprintf(out->line + out->used, room, format, arguments);
    va_end(arguments);
    out->used += (size_t)length < room ? (size_t)length : room - 1;
}

// Moves on to a column.
static void pad(Listing *out, size_t column)
{
    do {
        add(out, " ");
    } while (out->used < column);
}

static void end_line(Listing *out)
{
    if (out->used == LINE_BYTES - 1) {
        out->used--;
    }
    add(out, "\n");
    out->write(out->data, out->line, out->used);
    out->used = 0;
}

// ---- values

static void list_string(Listing *out, const String *s)
{
    add(out, "\"");
    for (size_t i = 0; i < s->length && i < TEXT_SHOWN; i++) {
        unsigned char c = (unsigned char)s->bytes[i];
        add(out, c < ' ' || c == '"' || c == '\\' || c == 0x7F ? "\\%u" : "%c", c);
    }
    add(out, s->length > TEXT_SHOWN ? "...\"" : "\"");
}

static void add_template(Listing *out, const Table *t)
{
    add(out, "{");
    for (uint32_t i = 0; i < t->entry_bytes / sizeof(Entry); i++) {
        const String *key = t->entries[i].key.pointer;
        add(out, "%s%.20s", i > 0 ? " " : "", key->bytes);
    }
    add(out, "}");
}

static void add_value(Listing *out, const Value *v)
{
    char text[NUMBER_TEXT_MAX];
    switch (v->tag) {
    case TAG_FALSE:
    case TAG_TRUE:
        add(out, v->tag == TAG_TRUE ? "true" : "false");
        break;
    case TAG_INTEGER:
    case TAG_FLOAT:
        number_to_text(v, text);
        add(out, "%s", text);
        break;
    case TAG_SHORT_STRING:
    case TAG_LONG_STRING:
        list_string(out, value_string(v));
        break;
    case TAG_TABLE:
        add_template(out, value_table(v));
        break;
    default:
        add(out, "nil");
    }
}

static void add_constant(Listing *out, const Proto *proto, uint32_t offset)
{
    add(out, " ");
    if (offset / SLOT_BYTES < proto->constant_count) {
        add_value(out, &proto->constants[offset / SLOT_BYTES]);
    } else {
        add(out, "?");
    }
}

static void add_upvalue_name(Listing *out, const Proto *proto, uint32_t index)
{
    const String *name = index < proto->upvalue_count ? proto->upvalues[index].name : NULL;
    add(out, " %s", name != NULL ? name->bytes : "?");
}

// ---- instructions

static void add_operand(Listing *out, uint8_t kind, int64_t operand, uint32_t pc)
{
    switch (kind) {
    case OPERAND_NONE:
        break;
    case OPERAND_REG:
        add(out, " R%d", (int)operand / SLOT_BYTES);
        break;
    case OPERAND_CST:
    case OPERAND_CSTD:
    case OPERAND_KEY:
        add(out, " K%d", (int)operand / SLOT_BYTES);
        break;
    case OPERAND_UPV:
        add(out, " U%d", (int)operand);
        break;
    case OPERAND_PRO:
        add(out, " F%d", (int)operand);
        break;
    case OPERAND_IMM:
        add(out, " %d", (int16_t)operand);
        break;
    case OPERAND_J16:
        add(out, " to %lld", (long long)pc + 1 + (int16_t)operand);
        break;
    case OPERAND_J32:
        add(out, " to %lld", (long long)pc + 1 + operand);
        break;
    default:
        add(out, " %d", (int)operand);
    }
}

static void add_note(Listing *out, const Proto *proto, uint8_t kind, int64_t operand)
{
    if (kind == OPERAND_CST || kind == OPERAND_CSTD || kind == OPERAND_KEY) {
        add_constant(out, proto, (uint32_t)operand);
    } else if (kind == OPERAND_UPV) {
        add_upvalue_name(out, proto, (uint32_t)operand);
    }
}

static bool has_note(uint8_t kind)
{
    return kind == OPERAND_CST || kind == OPERAND_CSTD || kind == OPERAND_KEY ||
           kind == OPERAND_UPV;
}

static void list_instruction(Listing *out, const Proto *proto, uint32_t pc)
{
    Instruction i = proto->code[pc];
    add(out, "%5u  ", pc);
    if (proto->lines != NULL) {
        add(out, "%4d:%-3d", lineinfo_line(proto, pc), lineinfo_column(proto, pc));
    }
    pad(out, 16);
    const OpcodeInfo *info = &opcode_info[ins_op(i)];
    int64_t operands[3] = {ins_a(i), info->wide ? ins_d(i) : ins_b(i), ins_c(i)};
    add(out, "%s", info->name);
    pad(out, 32);
    bool noted = false;
    for (int n = 0; n < 3; n++) {
        add_operand(out, info->operands[n], operands[n], pc);
        noted |= has_note(info->operands[n]);
    }
    if (ins_flag(i) != 0) {
        add(out, " F=%u", ins_flag(i));
    }
    if ((info->effects & OPF_AUX) && !opcode_has_key(info) && pc + 1 < proto->code_count) {
        add(out, " from %llu", (unsigned long long)proto->code[pc + 1]);
    }
    if (noted) {
        pad(out, 48);
        add(out, ";");
        for (int n = 0; n < 3; n++) {
            add_note(out, proto, info->operands[n], operands[n]);
        }
    }
    end_line(out);
}

// ---- functions

static void add_plural(Listing *out, unsigned n, const char *what)
{
    add(out, ", %u %s%s", n, what, n == 1 ? "" : "s");
}

static void list_head(Listing *out, const Proto *proto)
{
    const char *source = proto->source != NULL ? proto->source->bytes : "=?";
    add(out, "function %.100s:%u-%u", *source == '@' || *source == '=' ? source + 1 : source,
        proto->line_defined, proto->last_line_defined);
    add_plural(out, proto->param_count, "parameter");
    add(out, "%s", proto->is_vararg ? " and more" : "");
    add_plural(out, proto->frame_size, "register");
    add_plural(out, proto->upvalue_count, "upvalue");
    add_plural(out, proto->constant_count, "constant");
    add_plural(out, proto->proto_count, "function");
    end_line(out);
}

// Recursive: functions are nested at most SYNTAX_DEPTH_MAX deep.
static void list_function(Listing *out, const Proto *proto)
{
    list_head(out, proto);
    for (uint32_t pc = 0; pc < proto->code_count; pc++) {
        if ((uint8_t)proto->code[pc] >= PAIR_END) {
            add(out, "%5u  unknown instruction", pc);
            end_line(out);
            continue;
        }
        list_instruction(out, proto, pc);
        pc += (opcode_info[ins_op(proto->code[pc])].effects & OPF_AUX) != 0;
    }
    for (uint32_t i = 0; i < proto->proto_count; i++) {
        list_function(out, proto->protos[i]);
    }
}

void disasm_proto(const Proto *proto, void (*write)(void *data, const char *text, size_t length),
                  void *data)
{
    Listing out = {.write = write, .data = data};
    list_function(&out, proto);
}
