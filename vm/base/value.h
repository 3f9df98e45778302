// SPDX-License-Identifier: MIT
// value.h: the tagged Lua value.
//
// A Value is 16 bytes: an 8-byte payload and a 1-byte tag. On stacks, in upvalues and in table
// entries it stands whole; arrays of tables keep payloads and tags apart (see object.h).
// Payload and tag are always moved as two separate accesses (value_copy): a 16-byte load of what
// was just stored as 8+1 bytes defeats store forwarding and costs up to 1.6x.
//
// The order of the tags carries meaning: "falsy" is tag <= TAG_FALSE, "number" is one of two
// neighbours, "collectable" is tag >= TAG_SHORT_STRING. A heap object's type is its tag.

#ifndef NEAP_VM_BASE_VALUE_H
#define NEAP_VM_BASE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lua.h"

enum Tag {
    TAG_NIL = 0,
    TAG_FALSE,
    TAG_TRUE,
    TAG_LIGHT_USERDATA,
    TAG_LIGHT_FUNCTION, // a lua_CFunction without upvalues
    TAG_FLOAT,
    TAG_INTEGER,
    TAG_DEAD_KEY,     // only in table entries: key of an entry without value, maybe collected
    TAG_SHORT_STRING, // interned: equal contents are the same object
    TAG_LONG_STRING,
    TAG_TABLE,
    TAG_LUA_CLOSURE,
    TAG_NATIVE_CLOSURE,
    TAG_USERDATA,
    TAG_THREAD,
    // Never seen by Lua code:
    TAG_PROTO,
    TAG_UPVALUE,
    TAG_BLOCK, // a small part (array, entries, stack) that belongs to another object
    TAG_COUNT
};

#define TAG_FIRST_COLLECTABLE TAG_SHORT_STRING

typedef struct lua_State Thread;
typedef struct Object Object;
typedef struct String String;
typedef struct Table Table;
typedef struct LuaClosure LuaClosure;
typedef struct NativeClosure NativeClosure;
typedef struct Upvalue Upvalue;
typedef struct Userdata Userdata;
typedef struct Proto Proto;
typedef struct Runtime Runtime;
typedef struct Frame Frame;

// One instruction word; see vm/code/opcode.h.
typedef uint64_t Instruction;

typedef union Payload {
    lua_Integer integer;
    lua_Unsigned bits;
    lua_Number number;
    void *pointer;
    Object *object;
    lua_CFunction function;
} Payload;

typedef struct Value {
    Payload as;
    uint8_t tag;
    uint32_t link; // only in stack slots of to-be-closed variables: index + 1 of the next one below
} Value;

#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define ALWAYS_INLINE \
    inline __attribute__((always_inline)) // in the loop, whose size makes gcc refuse

// ---- tests

static inline bool value_is_nil(const Value *v)
{
    return v->tag == TAG_NIL;
}
static inline bool tag_is_falsy(uint8_t tag)
{
    return tag <= TAG_FALSE;
}
static inline bool value_is_falsy(const Value *v)
{
    return tag_is_falsy(v->tag);
}
static inline bool value_is_integer(const Value *v)
{
    return v->tag == TAG_INTEGER;
}
static inline bool value_is_float(const Value *v)
{
    return v->tag == TAG_FLOAT;
}
static inline bool tag_is_number(uint8_t tag)
{
    return (uint8_t)(tag - TAG_FLOAT) <= TAG_INTEGER - TAG_FLOAT;
}
static inline bool value_is_number(const Value *v)
{
    return tag_is_number(v->tag);
}
static inline bool tag_is_string(uint8_t tag)
{
    return (tag | 1) == TAG_LONG_STRING;
}
static inline bool value_is_string(const Value *v)
{
    return tag_is_string(v->tag);
}
static inline bool value_is_table(const Value *v)
{
    return v->tag == TAG_TABLE;
}
static inline bool tag_is_collectable(uint8_t tag)
{
    return tag >= TAG_FIRST_COLLECTABLE;
}
static inline bool value_is_collectable(const Value *v)
{
    return tag_is_collectable(v->tag);
}
static inline bool value_is_function(const Value *v)
{
    return v->tag == TAG_LUA_CLOSURE || v->tag == TAG_NATIVE_CLOSURE ||
           v->tag == TAG_LIGHT_FUNCTION;
}

// ---- access; the caller knows the tag

static inline String *value_string(const Value *v)
{
    return (String *)v->as.pointer;
}
static inline Table *value_table(const Value *v)
{
    return (Table *)v->as.pointer;
}
static inline LuaClosure *value_lua_closure(const Value *v)
{
    return (LuaClosure *)v->as.pointer;
}
static inline NativeClosure *value_native_closure(const Value *v)
{
    return (NativeClosure *)v->as.pointer;
}
static inline Userdata *value_userdata(const Value *v)
{
    return (Userdata *)v->as.pointer;
}

// A value to return: field by field, for gcc clears the padding of a compound literal in pieces,
// and then waits for them.
static inline Value value_make(Payload as, uint8_t tag)
{
    Value v;
    v.as = as;
    v.tag = tag;
    v.link = 0;
    return v;
}

// ---- stores

// Copies [from] to [to] as two accesses. Does not touch the padding of [to] (table entries keep
// their key tag and chain link there).
static inline void value_copy(Value *to, const Value *from)
{
    Payload as = from->as;
    uint8_t tag = from->tag;
    to->as = as;
    to->tag = tag;
}
static inline void value_set_nil(Value *v)
{
    v->tag = TAG_NIL;
}
static inline void value_set_boolean(Value *v, bool b)
{
    v->tag = (uint8_t)(TAG_FALSE + b);
}
static inline void value_set_integer(Value *v, lua_Integer i)
{
    v->as.integer = i;
    v->tag = TAG_INTEGER;
}
static inline void value_set_float(Value *v, lua_Number n)
{
    v->as.number = n;
    v->tag = TAG_FLOAT;
}
static inline void value_set_light_userdata(Value *v, void *p)
{
    v->as.pointer = p;
    v->tag = TAG_LIGHT_USERDATA;
}
static inline void value_set_light_function(Value *v, lua_CFunction f)
{
    v->as.function = f;
    v->tag = TAG_LIGHT_FUNCTION;
}
// Stores any heap object under its own type as tag.
static inline void value_set_object(Value *v, void *object, uint8_t tag)
{
    v->as.pointer = object;
    v->tag = tag;
}

#endif
