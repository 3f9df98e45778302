// SPDX-License-Identifier: MIT
// message.h: the wording of run-time errors, and the formatter behind lua_pushfstring.
//
// Values given to the error functions should be pointers to where the values stand (a register of
// the running Lua frame, an upvalue): the name of the variable is found from the address
// (varinfo.h).

#ifndef NEAP_VM_EXEC_MESSAGE_H
#define NEAP_VM_EXEC_MESSAGE_H

#include <stdarg.h>

#include "vm/base/object.h"
#include "vm/heap/runtime.h"
#include "vm/heap/throw.h"

// ---- types

// LUA_TNIL ... LUA_TTHREAD of a value.
extern const int8_t message_types[TAG_COUNT];
static inline int message_type_of(const Value *v)
{
    return message_types[v->tag];
}
// "nil", "boolean" ...; also "no value" for LUA_TNONE.
const char *message_type_text(int type);
// Name of a value's type, or the string __name of its metatable. Borrowed from the metatable.
const char *message_type_name(Thread *L, const Value *v);

// ---- formatting

// Makes a string of [format] with the arguments, as lua_pushfstring: %s %d %c %p %I %f %U %%.
// Throws for other conversions and LUA_ERRMEM; the result is not anchored.
String *message_format(Thread *L, const char *format, va_list arguments);

// Writes the short form of a chunk's name ([length] bytes) for messages: at most LUA_IDSIZE bytes
// with the zero.
void message_chunk_id(char *out, const char *source, size_t length);
// The same for the chunk of a function; "?" if it is stripped.
void message_proto_id(char *out, const Proto *proto);

// ---- throwing. throw_error() of vm/heap/throw.h is defined here as well.

// "attempt to <operation> a <type> value (local 'x')"
_Noreturn void message_type_error(Thread *L, const Value *v, const char *operation);
// "attempt to call a <type> value (global 'f')"; the name comes from the calling instruction.
_Noreturn void message_call_error(Thread *L, const Value *v);
// The operand of '..' that is neither string nor number.
_Noreturn void message_concat_error(Thread *L, const Value *a, const Value *b);
// The operand that is no number: "attempt to perform arithmetic on a <type> value".
_Noreturn void message_arith_error(Thread *L, const Value *a, const Value *b);
// Likewise for bitwise operators; with two numbers: "number has no integer representation".
_Noreturn void message_bitwise_error(Thread *L, const Value *a, const Value *b);
_Noreturn void message_to_integer_error(Thread *L, const Value *a, const Value *b);
// "attempt to compare two <type> values", "attempt to compare <type> with <type>"
_Noreturn void message_compare_error(Thread *L, const Value *a, const Value *b);
// "bad 'for' <what> (number expected, got <type>)": [what] is "initial value", "limit" or "step".
_Noreturn void message_for_error(Thread *L, const Value *v, const char *what);

// ---- texts

// Pushes "chunk:line: " of a Lua frame.
void message_push_position(Thread *L, const Frame *frame);
// True if [message] is long and has [position] near its start already. Then it has come up through
// endless recursion, where each level adds the same again: with hundreds of thousands of levels
// that would take hours.
bool message_repeats_position(const String *message, const String *position);
// Replaces the value on top (no string, no number) by its text as of tostring without metamethods:
// "table: 0x..." or with the metatable's __name.
void message_replace_by_text(Thread *L);

#endif
