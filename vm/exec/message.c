// SPDX-License-Identifier: MIT
// message.c: the wording of run-time errors, and the formatter behind lua_pushfstring.

#include "vm/exec/message.h"

#include <stdio.h>
#include <string.h>

#include "vm/base/number.h"
#include "vm/exec/exec.h"
#include "vm/exec/varinfo.h"
#include "vm/heap/gc.h"
#include "vm/heap/mem.h"
#include "vm/heap/str.h"
#include "vm/heap/table.h"
#include "vm/heap/thread.h"

// ---- types

const int8_t message_types[TAG_COUNT] = {
    [TAG_NIL] = LUA_TNIL,
    [TAG_FALSE] = LUA_TBOOLEAN,
    [TAG_TRUE] = LUA_TBOOLEAN,
    [TAG_LIGHT_USERDATA] = LUA_TLIGHTUSERDATA,
    [TAG_LIGHT_FUNCTION] = LUA_TFUNCTION,
    [TAG_FLOAT] = LUA_TNUMBER,
    [TAG_INTEGER] = LUA_TNUMBER,
    [TAG_SHORT_STRING] = LUA_TSTRING,
    [TAG_LONG_STRING] = LUA_TSTRING,
    [TAG_TABLE] = LUA_TTABLE,
    [TAG_LUA_CLOSURE] = LUA_TFUNCTION,
    [TAG_NATIVE_CLOSURE] = LUA_TFUNCTION,
    [TAG_USERDATA] = LUA_TUSERDATA,
    [TAG_THREAD] = LUA_TTHREAD,
};

const char *message_type_text(int type)
{
    static const char *const texts[] = {"no value", "nil",   "boolean",  "userdata", "number",
                                        "string",   "table", "function", "userdata", "thread"};
    return texts[type + 1];
}

const char *message_type_name(Thread *L, const Value *v)
{
    if (v->tag == TAG_TABLE || v->tag == TAG_USERDATA) {
        Value name = meta_find(L, v, EVENT_NAME);
        if (value_is_string(&name)) {
            return value_string(&name)->bytes;
        }
    }
    return message_type_text(message_type_of(v));
}

// ---- formatting

// Bytes written so far; with [bytes] NULL they are only counted.
typedef struct Output {
    char *bytes;
    size_t length;
} Output;

static void output_add(Output *out, const char *text, size_t length)
{
    if (out->bytes != NULL) {
        memcpy(out->bytes + out->length, text, length);
    }
    out->length += length;
}

static void output_add_number(Output *out, const Value *v)
{
    char text[NUMBER_TEXT_MAX];
    output_add(out, text, (size_t)number_to_text(v, text));
}

// Up to six bytes: values up to 2^31 are allowed, as in the original UTF-8.
static void output_add_utf8(Output *out, unsigned long code)
{
    char text[6];
    size_t length = 0;
    if (code < 0x80) {
        text[5] = (char)code;
        length = 1;
    } else {
        unsigned long first_max = 0x3f; // largest value that fits the first byte
        do {
            text[5 - length++] = (char)(0x80 | (code & 0x3f));
            code >>= 6;
            first_max >>= 1;
        } while (code > first_max);
        text[5 - length++] = (char)((~first_max << 1) | code);
    }
    output_add(out, text + 6 - length, length);
}

static void output_add_conversion(Thread *L, Output *out, char conversion, va_list *arguments)
{
    Value number;
    char text[32];
    switch (conversion) {
    case 's': {
        const char *s = va_arg(*arguments, const char *);
        s = s != NULL ? s : "(null)";
        output_add(out, s, strlen(s));
        break;
    }
    case 'c':
        text[0] = (char)va_arg(*arguments, int);
        output_add(out, text, 1);
        break;
    case 'd':
        value_set_integer(&number, va_arg(*arguments, int));
        output_add_number(out, &number);
        break;
    case 'I':
        value_set_integer(&number, (lua_Integer)va_arg(*arguments, LUAI_UACINT));
        output_add_number(out, &number);
        break;
    case 'f':
        value_set_float(&number, (lua_Number)va_arg(*arguments, LUAI_UACNUMBER));
        output_add_number(out, &number);
        break;
    case 'p':
        output_add(out, text,
                   (size_t)snprintf(text, sizeof text, "%p", va_arg(*arguments, void *)));
        break;
    case 'U':
        output_add_utf8(out, va_arg(*arguments, unsigned long) & 0x7fffffff);
        break;
    case '%':
        output_add(out, "%", 1);
        break;
    default:
        throw_error(L, "invalid conversion '%%%c' to 'lua_pushfstring'", conversion);
    }
}

static size_t output_format(Thread *L, char *bytes, const char *format, va_list arguments)
{
    Output out = {bytes, 0};
    va_list rest;
    va_copy(rest, arguments);
    for (;;) {
        const char *percent = strchr(format, '%');
        if (percent == NULL) {
            output_add(&out, format, strlen(format));
            break;
        }
        output_add(&out, format, (size_t)(percent - format));
        output_add_conversion(L, &out, percent[1], &rest);
        format = percent + 2;
    }
    va_end(rest);
    return out.length;
}

// Formats twice, first to count: no buffer has to be found or freed.
String *message_format(Thread *L, const char *format, va_list arguments)
{
    size_t length = output_format(L, NULL, format, arguments);
    if (length > STRING_SHORT_MAX) {
        String *s = str_new_buffer(L, length);
        output_format(L, s->bytes, format, arguments);
        return s;
    }
    char text[STRING_SHORT_MAX];
    output_format(L, text, format, arguments);
    return str_new(L, text, length);
}

// "=name" and "@file" stand for themselves, cut at the end or (files) at the start; source text is
// shown by its first line.
void message_chunk_id(char *out, const char *source, size_t length)
{
    if (*source == '=' || *source == '@') {
        const char *name = source + 1;
        size_t room = LUA_IDSIZE - 1;
        size_t used = length - 1;
        if (used > room && *source == '@') {
            memcpy(out, "...", 3);
            out += 3;
            room -= 3;
            name += used - room;
        }
        used = used < room ? used : room;
        memcpy(out, name, used);
        out[used] = '\0';
        return;
    }
    const char *newline = memchr(source, '\n', length);
    size_t room = LUA_IDSIZE - sizeof "[string \"...\"]";
    size_t used = newline != NULL ? (size_t)(newline - source) : length;
    bool is_whole = newline == NULL && used <= room;
    used = used < room ? used : room;
    memcpy(out, "[string \"", 9);
    memcpy(out + 9, source, used);
    strcpy(out + 9 + used, is_whole ? "\"]" : "...\"]");
}

void message_proto_id(char *out, const Proto *proto)
{
    if (proto->source != NULL) {
        message_chunk_id(out, proto->source->bytes, proto->source->length);
    } else {
        strcpy(out, "?");
    }
}

// ---- throwing

static String *format_now(Thread *L, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    String *s = message_format(L, format, arguments);
    va_end(arguments);
    return s;
}

static void push_string(Thread *L, String *s)
{
    value_set_string(L->top, s);
    L->top++;
}

// A running Lua frame keeps its registers up to the end of the frame: messages go above them.
static void prepare_top(Thread *L)
{
    if (L->frame->kind == FRAME_LUA) {
        Value *end = thread_stack_end(L);
        if (L->top < end) {
            L->top = end;
        }
    }
    thread_ensure(L, L->top, 2);
}

// "chunk:line: " of a Lua frame, and [text].
static String *text_at_position(Thread *L, const Frame *frame, const char *text)
{
    char id[LUA_IDSIZE];
    message_proto_id(id, value_lua_closure(frame->base - 1)->proto);
    return format_now(L, "%s:%d: %s", id, varinfo_current_line(frame), text);
}

// Replaces the message on top by one with the position of the running Lua function in front.
static void prefix_position(Thread *L)
{
    if (L->frame->kind == FRAME_LUA) {
        const char *text = value_string(L->top - 1)->bytes;
        value_set_string(L->top - 1, text_at_position(L, L->frame, text));
    }
}

void throw_error(Thread *L, const char *format, ...)
{
    prepare_top(L);
    va_list arguments;
    va_start(arguments, format);
    String *s = message_format(L, format, arguments);
    va_end(arguments);
    push_string(L, s);
    prefix_position(L);
    throw_status(L, LUA_ERRRUN);
}

static _Noreturn void throw_type(Thread *L, const Value *v, const char *operation, VarName name)
{
    const char *type = message_type_name(L, v);
    if (name.kind == NULL) {
        throw_error(L, "attempt to %s a %s value", operation, type);
    }
    throw_error(L, "attempt to %s a %s value (%s '%s')", operation, type, name.kind, name.name);
}

void message_type_error(Thread *L, const Value *v, const char *operation)
{
    throw_type(L, v, operation, varinfo_of_value(L, v));
}

void message_call_error(Thread *L, const Value *v)
{
    VarName name = varinfo_called_name(L->frame);
    throw_type(L, v, "call", name.kind != NULL ? name : varinfo_of_value(L, v));
}

void message_concat_error(Thread *L, const Value *a, const Value *b)
{
    bool first_is_fine = value_is_string(a) || value_is_number(a);
    message_type_error(L, first_is_fine ? b : a, "concatenate");
}

void message_arith_error(Thread *L, const Value *a, const Value *b)
{
    message_type_error(L, value_is_number(a) ? b : a, "perform arithmetic on");
}

void message_bitwise_error(Thread *L, const Value *a, const Value *b)
{
    if (value_is_number(a) && value_is_number(b)) {
        message_to_integer_error(L, a, b);
    }
    message_type_error(L, value_is_number(a) ? b : a, "perform bitwise operation on");
}

void message_to_integer_error(Thread *L, const Value *a, const Value *b)
{
    lua_Integer ignored;
    const Value *wrong = number_value_to_integer(a, &ignored) ? b : a;
    VarName name = varinfo_of_value(L, wrong);
    if (name.kind == NULL) {
        throw_error(L, "number has no integer representation");
    }
    throw_error(L, "number (%s '%s') has no integer representation", name.kind, name.name);
}

void message_compare_error(Thread *L, const Value *a, const Value *b)
{
    const char *first = message_type_name(L, a);
    const char *second = message_type_name(L, b);
    if (strcmp(first, second) == 0) {
        throw_error(L, "attempt to compare two %s values", first);
    }
    throw_error(L, "attempt to compare %s with %s", first, second);
}

void message_for_error(Thread *L, const Value *v, const char *what)
{
    throw_error(L, "bad 'for' %s (number expected, got %s)", what, message_type_name(L, v));
}

// ---- texts of values

void message_push_position(Thread *L, const Frame *frame)
{
    thread_ensure(L, L->top, 1);
    push_string(L, text_at_position(L, frame, ""));
}

bool message_repeats_position(const String *message, const String *position)
{
    const size_t long_message = 4096;
    return message->length > long_message && strstr(message->bytes, position->bytes) != NULL;
}

void message_replace_by_text(Thread *L)
{
    Value *v = L->top - 1;
    String *s;
    switch (v->tag) {
    case TAG_NIL:
        s = str_new_z(L, "nil");
        break;
    case TAG_FALSE:
    case TAG_TRUE:
        s = str_new_z(L, v->tag == TAG_TRUE ? "true" : "false");
        break;
    default: {
        const void *address = v->tag == TAG_THREAD     ? (void *)value_thread(v)
                              : v->tag == TAG_USERDATA ? userdata_block(value_userdata(v))
                                                       : v->as.pointer;
        s = format_now(L, "%s: %p", message_type_name(L, v), address);
    }
    }
    value_set_string(L->top - 1, s);
}
